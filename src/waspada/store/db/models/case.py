"""Cases, and who may see them. What a case *is* lies in its folder; this row only points to it."""

from __future__ import annotations

from pathlib import Path

from django.db import models

from waspada.store.db.models.user import User
from waspada.store.db.models.vendor import Vendor


class Role(models.TextChoices):
    """What somebody is in one case."""

    OWNER = "owner"
    COUNSEL = "counsel"
    RESPONDER = "responder"
    READER = "reader"


class Case(models.Model):
    """One incident: the same id and folder as in `case.json`."""

    case_id = models.UUIDField(primary_key=True)
    path = models.TextField(unique=True)
    title = models.CharField(max_length=200)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="cases")
    opened = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False)
    """Fictional people: no second factor is asked for."""
    destroyed = models.DateTimeField(null=True)
    people = models.ManyToManyField(User, through="Membership", related_name="cases")

    class Meta:
        ordering = ("-opened", "case_id")

    def __str__(self) -> str:
        return self.title

    @property
    def folder(self) -> Path:
        """Where the evidence lies."""
        return Path(self.path)


class Membership(models.Model):
    """Somebody's part in a case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("case", "user"), name="one_role_a_case"),)
        ordering = ("since", "pk")
