from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from waspada.store.db.triggers import watch


def _watch(apps: Any, editor: Any) -> None:
    connection = editor.connection
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, "waspada_notice")
        for statement in watch(connection.vendor, {"waspada_notice": [column.name for column in found]}):
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("waspada", "0002_triggers")]

    operations = [
        migrations.AddField(
            model_name="job",
            name="not_before",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("domain", models.CharField(max_length=255, unique=True)),
                ("next_at", models.FloatField(default=0)),
                ("back_off", models.FloatField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("run", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("approved", "Approved"),
                            ("sending", "Sending"),
                            ("paused", "Paused"),
                            ("halted", "Halted"),
                            ("done", "Done"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("languages", models.JSONField(default=list)),
                ("texts", models.JSONField(default=dict)),
                ("material", models.JSONField(default=dict)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("sender", models.JSONField(default=dict)),
                ("plan", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("trials", models.JSONField(default=list)),
                ("batch", models.PositiveIntegerField(default=0)),
                ("why", models.TextField(blank=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("approved", models.DateTimeField(blank=True, null=True)),
                ("started", models.DateTimeField(blank=True, null=True)),
                ("ended", models.DateTimeField(blank=True, null=True)),
                (
                    "approval",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="waspada.approval",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="waspada.case"
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="corrections",
                        to="waspada.notice",
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="one_number_a_notice"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("recipient_id", models.CharField(max_length=64)),
                ("channel", models.CharField(default="mail", max_length=4)),
                ("state", models.CharField(default="queued", max_length=9)),
                ("address", models.TextField()),
                ("name", models.CharField(blank=True, max_length=300)),
                ("domain", models.CharField(blank=True, max_length=255)),
                ("lang", models.CharField(max_length=35)),
                ("audience", models.CharField(max_length=10)),
                ("people", models.JSONField(default=list)),
                ("facts", models.JSONField(default=dict)),
                ("claims", models.JSONField(default=list)),
                ("text_sha256", models.CharField(max_length=64)),
                ("token", models.CharField(max_length=40, unique=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField(blank=True, null=True)),
                ("worker", models.CharField(blank=True, max_length=160)),
                ("reply", models.CharField(blank=True, max_length=40)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("queued", models.DateTimeField(auto_now_add=True)),
                ("began", models.DateTimeField(blank=True, null=True)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("changed", models.DateTimeField(auto_now=True)),
                (
                    "notice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="waspada.notice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "recipient_id", "channel"), name="one_row_a_letter"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "queued",
                                    "sending",
                                    "data",
                                    "accepted",
                                    "delivered",
                                    "bounced",
                                    "unknown",
                                    "held",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="known_state",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["notice", "channel", "state", "id"], name="delivery_state"),
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["notice", "not_before", "id"],
                        name="delivery_due",
                    ),
                ],
            },
        ),
        migrations.RunPython(_watch, migrations.RunPython.noop),
    ]
