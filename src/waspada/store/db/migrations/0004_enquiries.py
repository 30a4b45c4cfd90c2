"""Enquiries with their answers, and how MFA among affected admins goes on."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from waspada.store.db.triggers import watch

_WATCHED = ("waspada_enquiry", "waspada_enquiryanswer", "waspada_mfapoint")


def _watch(apps: Any, editor: Any) -> None:
    connection = editor.connection
    with connection.cursor() as cursor:
        columns = {
            table: [column.name for column in connection.introspection.get_table_description(cursor, table)]
            for table in _WATCHED
        }
        for statement in watch(connection.vendor, columns):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("waspada", "0003_notices"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=5)),
                ("fingerprint", models.CharField(max_length=64)),
                ("received", models.DateTimeField()),
                ("lang", models.CharField(max_length=3)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "question"),
                            ("access", "access"),
                            ("correction", "correction"),
                            ("deletion", "deletion"),
                            ("complaint", "complaint"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("address", models.TextField(blank=True)),
                ("name", models.TextField(blank=True)),
                ("subject", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("attachments", models.PositiveSmallIntegerField(default=0)),
                ("cut", models.BooleanField(default=False)),
                ("automatic", models.BooleanField(default=False)),
                ("person_id", models.CharField(blank=True, max_length=32)),
                (
                    "proof",
                    models.CharField(
                        choices=[("none", "None"), ("asked", "Asked"), ("proved", "Proved")],
                        default="none",
                        max_length=6,
                    ),
                ),
                ("proved_by", models.CharField(blank=True, max_length=8)),
                ("code_digest", models.CharField(blank=True, max_length=64)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("code_expires", models.DateTimeField(blank=True, null=True)),
                ("due", models.DateTimeField(blank=True, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("answered", models.DateTimeField(blank=True, null=True)),
                ("closed", models.DateTimeField(blank=True, null=True)),
                ("made", models.DateTimeField(auto_now_add=True)),
                ("purged", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enquiries",
                        to="waspada.case",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="enquiries",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("due", "number"),
            },
        ),
        migrations.CreateModel(
            name="EnquiryAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lang", models.CharField(max_length=3)),
                ("blocks", models.JSONField(default=list)),
                ("subject", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("sha256", models.CharField(max_length=64)),
                ("channel", models.CharField(max_length=6)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sending", "Sending"),
                            ("sent", "Sent"),
                            ("refused", "Refused"),
                            ("unknown", "Unknown"),
                        ],
                        max_length=7,
                    ),
                ),
                ("reply", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "enquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="waspada.enquiry"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="MfaPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("run", models.PositiveIntegerField()),
                ("directory", models.CharField(blank=True, max_length=100)),
                ("at", models.DateTimeField()),
                ("mfa_on", models.PositiveIntegerField()),
                ("mfa_off", models.PositiveIntegerField()),
                ("mfa_unknown", models.PositiveIntegerField()),
                ("gone", models.PositiveIntegerField(default=0)),
                ("lacking", models.JSONField(default=list)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mfa_points", to="waspada.case"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="enquiry",
            index=models.Index(fields=["case", "state", "due", "number"], name="enquiry_state"),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="one_number_an_enquiry"),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.UniqueConstraint(fields=("case", "fingerprint"), name="one_enquiry_a_mail"),
        ),
        migrations.AddConstraint(
            model_name="mfapoint",
            constraint=models.UniqueConstraint(fields=("case", "run", "directory"), name="one_point_a_directory"),
        ),
        migrations.RunPython(_watch, migrations.RunPython.noop),
    ]
