"""Two people for what cannot be taken back: bulk reveal, export, send, publish, destroy."""

from __future__ import annotations

from django.db import models

from waspada.store.db.models.case import Case
from waspada.store.db.models.user import User


class Approval(models.Model):
    """One request for one act, with its exact parameters; it is used once."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked"
        GRANTED = "granted"
        REFUSED = "refused"
        USED = "used"
        EXPIRED = "expired"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="approvals")
    act = models.CharField(max_length=20)
    """`reveal`, `export`, `send`, `publish`, `destroy`."""
    parameters = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    """SHA-256 of act, case and parameters: what was approved is what is done."""
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked = models.DateTimeField()
    expires = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    mode = models.CharField(max_length=12, default="two_people")
    """`two_people`, `single` (nobody else can approve: a typed confirmation) or `break_glass`."""
    opens = models.DateTimeField(null=True)
    """Break-glass: not before."""
    used = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-asked", "-pk")


class Consent(models.Model):
    """What one approver said; for break-glass, the later countersignature."""

    approval = models.ForeignKey(Approval, on_delete=models.CASCADE, related_name="consents")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted = models.BooleanField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("approval", "user"), name="one_voice_a_person"),)
