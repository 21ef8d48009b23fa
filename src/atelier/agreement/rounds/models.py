"""Validation rounds: versions of a text, what each one says of a version, answers to objections."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.agreement.consulting.models import new_door
from atelier.agreement.rounds.enums import Outcome, Stance
from atelier.ateliers.models import Atelier, Workshop
from atelier.common.scope import ScopedManager
from atelier.people.enums import College


class Round(models.Model):
    """A text put to those who answer for it. `code` is the door of those without an account.

    `outcome` is empty while it goes on; `closing_words` say why it ends so, `closed_name` who said it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="rounds")
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, blank=True, related_name="rounds")
    title = models.CharField(_("title"), max_length=120)
    code = models.CharField(max_length=12, unique=True, default=new_door)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    closing_words = models.TextField(_("closing words"), max_length=2_000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_name = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Round"]()
    objects = ScopedManager["Round"]("atelier")

    class Meta:
        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def is_adopted(self) -> bool:
        return self.outcome in (Outcome.ADOPTED, Outcome.RESERVED)


class RoundVersion(models.Model):
    """The text as it was put: a changed text is another version, with what changed and why. Never rewritten.

    `source_version`: that of the thing the text was taken from, as its room counts it; 0 for a text of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(Round, models.CASCADE, related_name="versions")
    ordinal = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"), max_length=8_000)
    change = models.TextField(_("what changed, and why"), max_length=2_000, blank=True)
    source_version = models.PositiveIntegerField(default=0)
    put_at = models.DateTimeField(default=timezone.now)

    everywhere = models.Manager["RoundVersion"]()
    objects = ScopedManager["RoundVersion"]("round__atelier")

    class Meta:
        ordering = ("ordinal", "put_at", "id")

    def __str__(self) -> str:
        return f"v{self.ordinal}"


class Position(models.Model):
    """What someone says of one version. Rows are added: the last of a person on a version counts, all are kept.

    `person` is who they are here: `account:12`, or `visitor:` and a number held by their browser. The name is printed
    only if `is_named`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.ForeignKey(RoundVersion, models.CASCADE, related_name="positions")
    person = models.CharField(max_length=60)
    stance = models.CharField(_("position"), max_length=8, choices=Stance.choices)
    reason = models.TextField(_("reason"), max_length=2_000, blank=True)
    college = models.CharField(_("college"), max_length=12, choices=College.choices)
    name = models.CharField(_("name"), max_length=120, blank=True)
    is_named = models.BooleanField(_("my name may be written in the minutes"), default=False)
    said_at = models.DateTimeField(default=timezone.now)

    everywhere = models.Manager["Position"]()
    objects = ScopedManager["Position"]("version__round__atelier")

    class Meta:
        ordering = ("said_at", "id")

    def __str__(self) -> str:
        return f"{self.stance} {self.version_id}"

    @property
    def shown_name(self) -> str:
        return self.name if self.is_named else ""


class ObjectionAnswer(models.Model):
    """What was answered to an objection, and by whom. The objection stands as it was said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    objection = models.ForeignKey(Position, models.CASCADE, related_name="answers")
    text = models.TextField(_("answer"), max_length=2_000)
    by_name = models.CharField(_("answered by"), max_length=120)
    at = models.DateTimeField(default=timezone.now)

    everywhere = models.Manager["ObjectionAnswer"]()
    objects = ScopedManager["ObjectionAnswer"]("objection__version__round__atelier")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.text[:80]
