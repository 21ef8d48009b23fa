"""Gatherings, invitations and the words of their letters."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.codes import new_code
from atelier.ateliers.models import Atelier, Workshop
from atelier.common.scope import ScopedManager
from atelier.participants.contacts.models import Contact

KEY_BYTES, DOOR_LETTERS = 16, 8


def new_key(_before: str = "") -> str:
    """128 bits, in letters an address may hold."""
    return secrets.token_urlsafe(KEY_BYTES)


def new_door(_before: str = "") -> str:
    return new_code(DOOR_LETTERS)


class Gathering(models.Model):
    """A day people are invited to: a workshop, an inter-workshop, a seminar, a visit.

    `door` is the code of the sheet hung at the entrance; it opens on the day, and only while `is_door_open`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="gatherings")
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, blank=True, related_name="gatherings")
    title = models.CharField(_("title"), max_length=120)
    starts_at = models.DateTimeField(_("beginning"))
    ends_at = models.DateTimeField(_("end"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    door = models.CharField(max_length=12, unique=True, default=new_door)
    is_door_open = models.BooleanField(default=False)

    everywhere = models.Manager["Gathering"]()
    objects = ScopedManager["Gathering"]("atelier")

    class Meta:
        ordering = ("starts_at", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()


class Answer(models.TextChoices):
    """What somebody invited said."""

    NONE = "", _("No answer yet")
    YES = "yes", _("Comes")
    MAYBE = "maybe", _("Perhaps")
    NO = "no", _("Does not come")


class Invitation(models.Model):
    """A contact invited to a gathering. `key` is the personal link and the badge: it opens this answer and no more.

    It is kept as it is, not as a hash: reminders, badges and a laptop without Internet must be able to write it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="invitations")
    key = models.CharField(max_length=32, unique=True, default=new_key)
    reminders = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(_("answer"), max_length=6, choices=Answer.choices, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    instead = models.CharField(_("who comes instead"), max_length=120, blank=True)
    access = models.CharField(_("access"), max_length=200, blank=True)
    diet = models.CharField(_("meal"), max_length=200, blank=True)
    transport = models.CharField(_("transport"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Invitation"]()
    objects = ScopedManager["Invitation"]("gathering__atelier")

    class Meta:
        ordering = ("contact__name", "id")
        constraints = (models.UniqueConstraint(fields=["gathering", "contact"], name="invited_once"),)

    def __str__(self) -> str:
        return f"{self.contact_id} → {self.gathering_id}"

    @property
    def author_ref(self) -> str:
        return f"contact:{self.contact_id}"

    @property
    def needs_said(self) -> list[str]:
        return [need for need in (self.access, self.diet, self.transport) if need]


class LetterKind(models.TextChoices):
    """The letters of a gathering."""

    INVITATION = "invitation", _("Invitation")
    REMINDER = "reminder", _("Reminder")


class LetterTemplate(models.Model):
    """The words of a letter in an atelier, where they are not those of the house."""

    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="letter_templates")
    kind = models.CharField(max_length=12, choices=LetterKind.choices)
    subject = models.CharField(_("subject"), max_length=150)
    text = models.TextField(_("text"), max_length=5_000)

    everywhere = models.Manager["LetterTemplate"]()
    objects = ScopedManager["LetterTemplate"]("atelier")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["atelier", "kind"], name="one_template_a_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} of {self.atelier_id}"
