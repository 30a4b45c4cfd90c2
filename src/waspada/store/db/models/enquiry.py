"""What people ask us about a case, how they proved who they are, and what they were answered."""

from __future__ import annotations

from django.db import models

from waspada.flows.enquiries.clocks import KINDS
from waspada.store.db.models.case import Case
from waspada.store.db.models.user import User


class Enquiry(models.Model):
    """One question or request. Address and texts are shown for a reason only, and go with the data of the case."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open"
        ANSWERED = "answered"
        CLOSED = "closed"
        """Without an answer, or after it: `note` says why."""

    class Proof(models.TextChoices):
        """Whether we know who asks."""

        NONE = "none"
        ASKED = "asked"
        PROVED = "proved"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, db_index=False, related_name="enquiries")
    number = models.PositiveIntegerField()
    """From 1 in each case."""
    source = models.CharField(max_length=5)
    """`mail`, `form`, `phone`."""
    fingerprint = models.CharField(max_length=64)
    """See `flows.enquiries.incoming`: the same mail is taken in once."""
    received = models.DateTimeField()
    """From here its clocks run."""
    lang = models.CharField(max_length=3)
    kind = models.CharField(max_length=10, choices=[(one, one) for one in KINDS])
    address = models.TextField(blank=True)
    name = models.TextField(blank=True)
    subject = models.TextField(blank=True)
    body = models.TextField(blank=True)
    attachments = models.PositiveSmallIntegerField(default=0)
    """Parts that were not kept."""
    cut = models.BooleanField(default=False)
    """There was more text than is kept."""
    automatic = models.BooleanField(default=False)
    """A program wrote it."""
    person_id = models.CharField(max_length=32, blank=True)
    """Whom it is from, once that is proved."""
    proof = models.CharField(max_length=6, choices=Proof.choices, default=Proof.NONE)
    proved_by = models.CharField(max_length=8, blank=True)
    """`code` (to the address and back), `account` (signed in with us), `person` (somebody decided, for a reason)."""
    code_digest = models.CharField(max_length=64, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    code_expires = models.DateTimeField(null=True, blank=True)
    owner = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="enquiries")
    due = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    note = models.TextField(blank=True)
    answered = models.DateTimeField(null=True, blank=True)
    closed = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(auto_now_add=True)
    purged = models.BooleanField(default=False)
    """The data of the case is gone, and with it address and texts."""

    class Meta:
        ordering = ("due", "number")
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="one_number_an_enquiry"),
            models.UniqueConstraint(fields=("case", "fingerprint"), name="one_enquiry_a_mail"),
        )
        indexes = (models.Index(fields=("case", "state", "due", "number"), name="enquiry_state"),)


class EnquiryAnswer(models.Model):
    """One answer, made of approved blocks. The intention is written down before the act: it never goes out twice."""

    class State(models.TextChoices):
        """How far it is."""

        SENDING = "sending"
        SENT = "sent"
        """A mail server took it, or a person sent it and says so."""
        REFUSED = "refused"
        """A mail server did not take it: nothing arrived."""
        UNKNOWN = "unknown"
        """It may have arrived: a person looks, and it never goes out again by itself."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.CASCADE, related_name="answers")
    lang = models.CharField(max_length=3)
    blocks = models.JSONField(default=list)
    subject = models.TextField(blank=True)
    text = models.TextField(blank=True)
    """As it went out; gone with the data of the case."""
    sha256 = models.CharField(max_length=64)
    channel = models.CharField(max_length=6)
    """`mail`, or `copied` where a person sent it."""
    state = models.CharField(max_length=7, choices=State.choices)
    reply = models.CharField(max_length=40, blank=True)
    """Reply code and enhanced code of the server."""
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")


class MfaPoint(models.Model):
    """How many affected admins had MFA by one directory: one point of the follow-up. Counts only, no person."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="mfa_points")
    run = models.PositiveIntegerField()
    """Whose admins they are."""
    directory = models.CharField(max_length=100, blank=True)
    """Name of the directory that was kept; empty: the one of the run itself."""
    at = models.DateTimeField()
    mfa_on = models.PositiveIntegerField()
    mfa_off = models.PositiveIntegerField()
    mfa_unknown = models.PositiveIntegerField()
    """In the directory, and it does not say."""
    gone = models.PositiveIntegerField(default=0)
    """Not in the directory any more."""
    lacking = models.JSONField(default=list)
    """Organisations that still have admins without MFA: `[key, admins, without]`, most such admins first."""

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "run", "directory"), name="one_point_a_directory"),)
