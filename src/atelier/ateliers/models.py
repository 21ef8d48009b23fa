"""An atelier, its workshops and steps, and those who sit in them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.enums import AtelierKind, Role, WorkshopKind
from atelier.ateliers.notebook.models import NotebookEntry, Photograph
from atelier.ateliers.script.models import Script, Sequence
from atelier.ateliers.year.models import (
    CalendarFeed,
    Deliverable,
    Paper,
    Passage,
    Stage,
    ThematicGroup,
    Validation,
    Year,
)
from atelier.common.scope import ScopedManager
from atelier.people.enums import College
from atelier.people.models import Account

__all__ = (
    "AccessToken",
    "Atelier",
    "CalendarFeed",
    "Deliverable",
    "Membership",
    "NotebookEntry",
    "Paper",
    "Passage",
    "Photograph",
    "Script",
    "Seat",
    "SeatKey",
    "Sequence",
    "Stage",
    "Step",
    "ThematicGroup",
    "Validation",
    "Workshop",
    "Year",
)


class Atelier(models.Model):
    """The whole local démarche on one territory. `site` names its site package."""

    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=AtelierKind.choices, default=AtelierKind.LOCAL)
    territory = models.CharField(_("territory"), max_length=120)
    site = models.SlugField(_("site package"))
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Membership(models.Model):
    """An account's role in an atelier."""

    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="memberships")
    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)

    everywhere = models.Manager["Membership"]()
    objects = ScopedManager["Membership"]("atelier")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["atelier", "account"], name="one_role_an_account"),)

    def __str__(self) -> str:
        return f"{self.account} – {self.get_role_display()}"


class Workshop(models.Model):
    """A day (or two) around the tables: one of the three field workshops, or an inter-workshop. `stage`: of the year.

    Without `shows_names`, names stay between keepers: others are told colleges only.
    """

    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="workshops")
    kind = models.CharField(_("kind"), max_length=8, choices=WorkshopKind.choices, default=WorkshopKind.FIELD)
    ordinal = models.PositiveSmallIntegerField(default=1)
    stage = models.ForeignKey(
        Stage, models.SET_NULL, null=True, blank=True, related_name="workshops", verbose_name=_("stage of the year")
    )
    title = models.CharField(_("title"), max_length=120)
    held_on = models.DateField(_("date"), null=True, blank=True)
    shows_names = models.BooleanField(default=True)

    everywhere = models.Manager["Workshop"]()
    objects = ScopedManager["Workshop"]("atelier")

    class Meta:
        ordering = ("ordinal", "id")

    def __str__(self) -> str:
        return self.title


class Step(models.Model):
    """A moment of a workshop: discoveries, blockages, intentions…; each can have its own overlays."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="steps")
    ordinal = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=80)

    everywhere = models.Manager["Step"]()
    objects = ScopedManager["Step"]("workshop__atelier")

    class Meta:
        ordering = ("ordinal", "id")

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """Someone at a workshop, without an account: a first name or pseudonym, a college, a consent.

    A facilitator's own seat remembers the account. A removed seat keeps its traces and loses its rights.
    Someone without a screen has a seat too (a voice): `opened_by` is the scribe's who heard them agree aloud to
    `consent_words`. Scribes write for it; its number is theirs for good, whatever they are given later.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="seats")
    name = models.CharField(_("first name or pseudonym"), max_length=40)
    college = models.CharField(_("college"), max_length=12, choices=College.choices)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="seats")
    consented_at = models.DateTimeField()
    consent_version = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="voices")
    consent_words = models.TextField(blank=True)

    everywhere = models.Manager["Seat"]()
    objects = ScopedManager["Seat"]("workshop__atelier")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["workshop", "account"],
                condition=models.Q(account__isnull=False),
                name="one_seat_an_account",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def author_ref(self) -> str:
        return f"seat:{self.pk}"

    @property
    def is_voice(self) -> bool:
        return self.opened_by_id is not None


class SeatKey(models.Model):
    """A short code that opens a seat on another screen, once, for ten minutes. Only its hash is kept."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="keys")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["SeatKey"]()
    objects = ScopedManager["SeatKey"]("seat__workshop__atelier")

    def __str__(self) -> str:
        return f"key of {self.seat_id}"


class AccessToken(models.Model):
    """What a program shows to read an atelier's tables (QGIS, a script). Only its hash is kept.

    It belongs to the atelier, not to `made_by`: keepers see it and end it whoever made it.
    """

    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("name"), max_length=80)
    made_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="access_tokens")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["AccessToken"]()
    objects = ScopedManager["AccessToken"]("atelier")

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.name

    @property
    def author_ref(self) -> str:
        return f"token:{self.pk}"

    @property
    def has_expired(self) -> bool:
        return self.expires_at is not None and self.expires_at <= timezone.now()
