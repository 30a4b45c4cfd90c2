"""Things to do in a case, each with somebody who does it."""

from __future__ import annotations

from django.db import models

from waspada.store.db.models.case import Case
from waspada.store.db.models.user import User


class Task(models.Model):
    """One thing to do. A task that the program made has a `key`, so that it is made once."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open"
        DONE = "done"
        DROPPED = "dropped"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=120, blank=True)
    """`revoke:<fingerprint>`, `duty:<id>`; empty: a person wrote it."""
    title = models.CharField(max_length=300, blank=True)
    """As a person wrote it; where `key` is set, the page words it from `data`."""
    data = models.JSONField(default=dict)
    """What the words need: kind, provider, last four; no personal value."""
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    due = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    note = models.TextField(blank=True)
    made = models.DateTimeField(auto_now_add=True)
    closed = models.DateTimeField(null=True)

    class Meta:
        ordering = ("state", "due", "pk")
        constraints = (
            models.UniqueConstraint(fields=("case", "key"), condition=~models.Q(key=""), name="one_task_a_key"),
        )
