"""People of one run, so that a million rows can be searched. Made from the run's files, and made again at will.

Everybody belongs to one profile: people who are alike in everything that pages filter by. A run has some thousand of
them, so a filter is answered, and counted exactly, without touching the people. What is searched for is kept in small
letters; values as they are stand in the run's own files, behind a reveal.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from waspada.store.db.models.case import Case


class ByBytes(models.CharField):  # type: ignore[type-arg] # Django itself is not generic
    """Text that every database orders by its bytes, so that an index serves a prefix."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """PostgreSQL orders by the words of a language unless told."""
        parameters: Any = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class Projection(models.Model):
    """One run of a case, made searchable: whole, or not there (`ready`). Only the latest keeps its people."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="projections")
    number = models.PositiveIntegerField()
    """Of the run."""
    manifest = models.CharField(max_length=64)
    """SHA-256 of the run's manifest: what it was made from."""
    ready = models.BooleanField(default=False)
    assessment = models.JSONField(default=dict)
    """`assessment.json`; no personal value is in it."""
    facets = models.JSONField(default=dict)
    """Counts that pages show beside filters, of affected people; `evidence`: where each row group begins."""
    profiles = models.JSONField(default=list)
    """People by residence and kinds: what duties are computed from."""
    changes = models.JSONField(default=dict)
    """What differs from the run before (`store.db.changes`); no personal value is in it."""
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_projection_a_run"),)
        ordering = ("-number",)


class Profile(models.Model):
    """What some people of a run have in common. Lists are written `;email;iban;`."""

    id = models.BigAutoField(primary_key=True)
    projection = models.ForeignKey(Projection, on_delete=models.CASCADE, db_index=False, related_name="alike")
    number = models.PositiveIntegerField()
    """From 1, the gravest exposure first."""
    country = models.CharField(max_length=2, blank=True)
    region = models.CharField(max_length=10, blank=True)
    residence_from = models.CharField(max_length=10)
    mfa = models.CharField(max_length=7)
    relation = models.CharField(max_length=9)
    admin = models.CharField(max_length=7)
    """Of an organisation: `yes`, `no`, `unknown`."""
    categories = models.TextField(blank=True)
    kinds = models.TextField(blank=True)
    matched_by = models.CharField(max_length=60, blank=True)
    strength = models.CharField(max_length=6, blank=True)
    people = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("projection", "number"), name="one_row_a_profile"),)


class Person(models.Model):
    """One row of `people.parquet`. What is not here stands in the profile."""

    id = models.BigAutoField(primary_key=True)
    projection = models.ForeignKey(Projection, on_delete=models.CASCADE, db_index=False, related_name="rows")
    profile = models.PositiveIntegerField()
    """Number of it. No foreign key: both are written in one go, and go together."""
    person_id = ByBytes(max_length=32)
    account_id = ByBytes(max_length=200, blank=True)
    """Small letters, as the name and the address."""
    name = ByBytes(max_length=300, blank=True)
    email = ByBytes(max_length=320, blank=True)
    domain = ByBytes(max_length=255, blank=True)
    """Of the address."""
    locale = models.CharField(max_length=35, blank=True)
    products = models.TextField(blank=True)
    records = models.BigIntegerField()
    first_seen = models.DateTimeField(null=True)
    last_seen = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("projection", "person_id"), name="one_row_a_person"),)
        indexes = (
            models.Index(fields=("projection", "profile", "person_id"), name="person_profile"),
            models.Index(fields=("projection", "email", "person_id"), name="person_email"),
            models.Index(fields=("projection", "domain", "person_id"), name="person_domain"),
            models.Index(fields=("projection", "name", "person_id"), name="person_name"),
            models.Index(fields=("projection", "account_id", "person_id"), name="person_account"),
        )


class Organisation(models.Model):
    """One row of `organisations.parquet`."""

    id = models.BigAutoField(primary_key=True)
    projection = models.ForeignKey(Projection, on_delete=models.CASCADE, db_index=False, related_name="organisations")
    number = models.PositiveIntegerField()
    """From 1, the one with most people first."""
    key = ByBytes(max_length=32)
    """Keyed hash of its id: what stands in an address of a page."""
    organisation_id = models.CharField(max_length=200)
    name = models.CharField(max_length=300, blank=True)
    people = models.IntegerField()
    """Affected ones."""
    admins = models.IntegerField()
    admins_without_mfa = models.IntegerField()
    records = models.BigIntegerField()
    categories = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("projection", "number"), name="one_row_a_customer"),
            models.UniqueConstraint(fields=("projection", "key"), name="one_key_a_customer"),
        )
        indexes = (models.Index(fields=("projection", "-admins_without_mfa", "number"), name="customer_without_mfa"),)


class Belonging(models.Model):
    """One row of `memberships.parquet`."""

    id = models.BigAutoField(primary_key=True)
    projection = models.ForeignKey(Projection, on_delete=models.CASCADE, db_index=False, related_name="belongings")
    organisation = models.PositiveIntegerField()
    """Number of it."""
    profile = models.PositiveIntegerField()
    """Of the person: so that people of one organisation are filtered and counted as everybody is."""
    person_id = ByBytes(max_length=32)
    role = models.CharField(max_length=60, blank=True)
    admin = models.CharField(max_length=7)

    class Meta:
        indexes = (
            models.Index(fields=("projection", "person_id"), name="belonging_person"),
            models.Index(fields=("projection", "organisation", "profile", "person_id"), name="belonging_customer"),
        )
