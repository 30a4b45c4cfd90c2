"""Notices to the people in a case, the ledger of their letters, and the pace at which a mail domain is written to."""

from __future__ import annotations

from django.db import models

from waspada.notify import ledger
from waspada.store.db.models.approval import Approval
from waspada.store.db.models.case import Case


class Notice(models.Model):
    """One version of what people are told. Once approved, text, audience and evidence change together or not at all."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft"
        APPROVED = "approved"
        SENDING = "sending"
        PAUSED = "paused"
        HALTED = "halted"
        """It stopped itself: `why` says what for; a person looks, and resumes or withdraws it."""
        DONE = "done"
        """No row waits any more. What is `unknown` or `held` still waits for a person."""
        WITHDRAWN = "withdrawn"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    number = models.PositiveIntegerField()
    """From 1 in each case: its version."""
    run = models.PositiveIntegerField()
    """Number of the run that it rests on."""
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    languages = models.JSONField(default=list)
    texts = models.JSONField(default=dict)
    material = models.JSONField(default=dict)
    """What letters are composed from besides the recipient's own facts; frozen at approval."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 over texts, material and every row's hash: what was approved is what is sent."""
    approval = models.ForeignKey(Approval, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sender = models.JSONField(default=dict)
    """Name, address and domain that it comes from; no secret."""
    plan = models.JSONField(default=dict)
    """`notify.plan.Plan`: first batch, what makes it stop itself, rates of domains, lanes."""
    counts = models.JSONField(default=dict)
    """`notify.audience.Counts` of its plan: whom it reaches, and whom it does not."""
    trials = models.JSONField(default=list)
    """Test sends and the seed list, which go out beside the ledger: `kind`, `domain`, `outcome`, `reply`, `at`."""
    batch = models.PositiveIntegerField(default=0)
    """Which batch is going, from 1 once it was started; the first one is small."""
    why = models.TextField(blank=True)
    """Why it is paused, halted or withdrawn: a code of the program's, or a person's words."""
    corrects = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="corrections")
    created = models.DateTimeField(auto_now_add=True)
    approved = models.DateTimeField(null=True, blank=True)
    started = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("case", "number"), name="one_number_a_notice"),)


class Delivery(models.Model):
    """One row of the ledger: one recipient of one notice by one channel. See `notify.ledger` for its states."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, db_index=False, related_name="deliveries")
    recipient_id = models.CharField(max_length=64)
    channel = models.CharField(max_length=4, default=ledger.Channel.MAIL.value)
    state = models.CharField(max_length=9, default=ledger.State.QUEUED.value)
    address = models.TextField()
    """Of mail: the address. Of post: the lines of the postal address."""
    name = models.CharField(max_length=300, blank=True)
    domain = models.CharField(max_length=255, blank=True)
    """Of the address, in small letters: what the pace is kept for."""
    lang = models.CharField(max_length=35)
    audience = models.CharField(max_length=10)
    people = models.JSONField(default=list)
    """`person_id` of each account that was merged."""
    facts = models.JSONField(default=dict)
    """`Recipient.as_json`."""
    claims = models.JSONField(default=list)
    """Ids of the sentences that state something: who was told what."""
    text_sha256 = models.CharField(max_length=64)
    token = models.CharField(max_length=40, unique=True)
    """In the envelope sender; drawn at random, says nothing about the recipient."""
    attempts = models.PositiveSmallIntegerField(default=0)
    """Tries that a server answered."""
    not_before = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=160, blank=True)
    """Who has it, or had it last: process as `store.db.alive` names one, and which of its turns."""
    reply = models.CharField(max_length=40, blank=True)
    """Reply code and enhanced code of the last answer."""
    note = models.CharField(max_length=200, blank=True)
    """Why it is held, cancelled or given up: a code, or a person's reason; no personal value."""
    queued = models.DateTimeField(auto_now_add=True)
    began = models.DateTimeField(null=True, blank=True)
    """Of the last try: when `data` was written down."""
    accepted_at = models.DateTimeField(null=True, blank=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("notice", "recipient_id", "channel"), name="one_row_a_letter"),
            models.CheckConstraint(
                condition=models.Q(state__in=[one.value for one in ledger.State]), name="known_state"
            ),
        )
        indexes = (
            models.Index(fields=("notice", "channel", "state", "id"), name="delivery_state"),
            models.Index(
                fields=("notice", "not_before", "id"), condition=models.Q(state="queued"), name="delivery_due"
            ),
        )


class Pace(models.Model):
    """When a mail domain may be written to again, over all notices and workers. Seconds since 1970."""

    domain = models.CharField(max_length=255, unique=True)
    next_at = models.FloatField(default=0)
    back_off = models.FloatField(default=0)
    """Seconds; it grows as long as the domain asks us to come back later."""
