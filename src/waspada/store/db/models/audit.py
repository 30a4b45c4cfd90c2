"""Who did what in the workbench: appended, chained, never changed (triggers of the database see to it)."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """One act. Each holds the digest of the one before, as in the log of a case."""

    number = models.BigIntegerField(primary_key=True)
    """From 1, without gaps."""
    time = models.CharField(max_length=30)
    """RFC 3339, UTC."""
    actor = models.CharField(max_length=120)
    user_id = models.BigIntegerField(null=True)
    """No foreign key: the entry outlives the account."""
    action = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True, db_index=True)
    custody = models.CharField(max_length=64, blank=True)
    """Head of the case's own log at that moment."""
    data = models.JSONField(default=dict)
    """What it was done to, and which rows changed; no personal value."""
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class Change(models.Model):
    """One row that was written, noted by a trigger of the database itself, whoever wrote it and how."""

    id = models.BigAutoField(primary_key=True)
    place = models.CharField(max_length=60)
    """Table."""
    row = models.CharField(max_length=64)
    """Primary key."""
    act = models.CharField(max_length=6)
    """`insert`, `update`, `delete`."""
    transaction = models.BigIntegerField(null=True)
    """PostgreSQL's number; SQLite has one writer at a time and needs none."""
    entry = models.BigIntegerField(null=True, db_index=True)
    """The entry that accounts for it; None: it slipped past, and `verify` says so."""
