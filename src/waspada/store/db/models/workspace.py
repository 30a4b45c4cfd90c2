"""The company that runs this: one row."""

from __future__ import annotations

from django.db import models


class Workspace(models.Model):
    """What holds for every case; duties are computed from it."""

    name = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    """IANA name, for people who chose none."""
    established_in = models.JSONField(null=True, blank=True)
    """ISO 3166 codes; None: not stated."""
    eu_main_establishment = models.CharField(max_length=7, blank=True)
    """ISO 3166-1 code, `none`, or empty: not stated (GDPR Art. 4(16))."""
    does_business_in = models.JSONField(null=True, blank=True)
    sectors = models.JSONField(null=True, blank=True)
    dpo = models.TextField(blank=True)
    """Data protection officer or contact point, as it stands in notices to authorities."""
    contracts = models.TextField(blank=True)
    """CSV of duties that contracts set: customers, insurer."""
    overlay = models.TextField(blank=True)
    """YAML: rules replaced or added, and counsel's word on a duty."""
    break_glass_minutes = models.PositiveSmallIntegerField(default=60)
    """Delay before somebody may act without a second person."""

    @classmethod
    def get(cls) -> Workspace:
        """The one row; the first migration made it."""
        return cls.objects.get(pk=1)
