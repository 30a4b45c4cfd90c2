"""Long work, written down before it begins, done by `waspada worker`."""

from __future__ import annotations

from django.db import models

from waspada.store.db.models.case import Case
from waspada.store.db.models.user import User


class Job(models.Model):
    """One piece of work. `running` with an old heartbeat means that its worker died: it is taken up again."""

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=20)
    """`assess`, `project` (make a run searchable), `destroy`, `send` (letters of a notice, a slice at a time)."""
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    actor = models.CharField(max_length=120)
    """The name for the log of the case, also when the account is gone."""
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    asked = models.DateTimeField(auto_now_add=True)
    """Its place in the line; put back into it, it goes to the end."""
    not_before = models.DateTimeField(null=True)
    started = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True)
    """The process that has it, as `store.db.alive` names one."""
    attempts = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=80, blank=True)
    done, total = models.BigIntegerField(default=0), models.BigIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    """Entries in the log of the case when it was first begun: what it wrote itself stands behind them."""
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=400, blank=True)
    hint = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("state", "asked"), name="job_next"),)
