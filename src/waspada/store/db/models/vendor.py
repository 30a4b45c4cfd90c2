"""Third parties that receive or hold our data."""

from __future__ import annotations

from django.db import models


class Vendor(models.Model):
    """One vendor. Its id is a slug, the same in the register and in a gateway's policy."""

    slug = models.SlugField(primary_key=True, max_length=64)
    name = models.CharField(max_length=200)
    service = models.CharField(max_length=200, blank=True)
    """What it does for us."""
    role = models.CharField(max_length=20, default="processor")
    """`processor`, `sub_processor` or `controller` (GDPR Art. 4)."""
    contact = models.TextField(blank=True)
    """Whom to call on the worst day: role, address, telephone of the vendor's own people."""
    contract = models.TextField(blank=True)
    """Agreement, its date, where it lies, what it says about incidents."""
    contract_hours = models.PositiveIntegerField(null=True, blank=True)
    """Hours within which the vendor promised to tell us."""
    ended = models.DateField(null=True, blank=True)
    """When we stopped using it."""
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
