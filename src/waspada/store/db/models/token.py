"""Keys for programs that speak to the API."""

from __future__ import annotations

from django.db import models

from waspada.store.db.models.case import Case
from waspada.store.db.models.user import User


class ApiToken(models.Model):
    """One key: acts as its user, never with more rights, only in its scopes, and only in one case where one is set."""

    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret, which is shown once and stored nowhere."""
    hint = models.CharField(max_length=8)
    """The last characters, to tell one from another."""
    name = models.CharField(max_length=120)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    scopes = models.JSONField(default=list)
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made", "-pk")
