"""Follow-up: campaigns months later, who is asked, and what they say. What was said is never overwritten."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.common.models import Worded
from atelier.common.scope import ScopedManager
from atelier.contributions.models import Card
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, Roadmap

KEY_BYTES = 24


def new_key(_before: str = "") -> str:
    """192 bits, in letters an address may hold."""
    return secrets.token_urlsafe(KEY_BYTES)


class Campaign(models.Model):
    """One round of news of a roadmap, between two days, both included. `letter`: words of the keepers, before those of
    the house."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="campaigns")
    title = models.CharField(_("title"), max_length=120)
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    letter = models.TextField(_("words of the letter"), blank=True, max_length=3_000)
    reminders = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Campaign"]()
    objects = ScopedManager["Campaign"]("roadmap__atelier")

    class Meta:
        ordering = ("-opens_on", "-made_at")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="campaign_closes_after"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.opens_on <= timezone.localdate() <= self.closes_on

    @property
    def is_over(self) -> bool:
        return self.closes_on < timezone.localdate()


class Asking(models.Model):
    """A person asked in a campaign, whatever the number of actions they carry: one letter, one link.

    `key` is the personal link. It lives as long as the person carries an action of the roadmap, and opens those alone;
    it does not end with the workshop nor with the campaign. It is kept as it is, so that a reminder writes it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="askings")
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(max_length=40, unique=True, default=new_key)
    asked_at = models.DateTimeField(auto_now_add=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    everywhere = models.Manager["Asking"]()
    objects = ScopedManager["Asking"]("campaign__roadmap__atelier")

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["campaign", "email"], name="asked_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def author_ref(self) -> str:
        return f"asking:{self.pk}"


class Report(Worded):
    """What was said of an action one day. A correction is another row, which names the one it corrects.

    `asking`: by their personal link; None when somebody of the atelier wrote it down for them (`captured_name`).
    `raised`: [{"label", "funder", "amount_eur"}], what is acquired of each funding line, as it was called that day.
    `accepted_at`: since when the action's status follows this report.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    action = models.ForeignKey(Action, models.CASCADE, related_name="reports")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="reports")
    asking = models.ForeignKey(Asking, models.PROTECT, null=True, blank=True, related_name="reports")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    said_name = models.CharField(_("said by"), max_length=120)
    said_for = models.CharField(_("side"), max_length=7, blank=True)  # bearing.BearerKind, '' if neither
    captured_name = models.CharField(_("written down by"), max_length=120, blank=True)
    progress = models.PositiveSmallIntegerField(_("progress"), null=True, blank=True)  # 0–100
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, blank=True)
    raised = models.JSONField(default=list, blank=True)
    studies = models.TextField(_("studies made"), blank=True, max_length=3_000)
    works = models.TextField(_("works made"), blank=True, max_length=3_000)
    blocks = models.TextField(_("what blocks"), blank=True, max_length=3_000)
    blockage = models.ForeignKey(Card, models.SET_NULL, null=True, blank=True, related_name="reports")
    comment = models.TextField(_("comment"), blank=True, max_length=3_000)
    is_public = models.BooleanField(_("may be read by everyone"), default=False)
    said_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by_name = models.CharField(max_length=120, blank=True)

    everywhere = models.Manager["Report"]()
    objects = ScopedManager["Report"]("action__roadmap__atelier")

    class Meta:
        ordering = ("said_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(progress=None) | models.Q(progress__lte=100), name="report_progress_percent"
            ),
        )
        indexes = (models.Index(fields=["action", "said_at"], name="report_action"),)

    def __str__(self) -> str:
        return f"{self.action_id} {self.said_at:%Y-%m-%d}"
