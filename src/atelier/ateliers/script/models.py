"""The script of a workshop and its sequences."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.scope import ScopedManager


def nine() -> dt.time:
    """When a day begins unless somebody says otherwise."""
    return dt.time(9)


class SequenceKind(models.TextChoices):
    """How people are in a sequence."""

    WELCOME = "welcome", _("Welcome")
    PLENARY = "plenary", _("All together")
    TABLES = "tables", _("At the tables")
    VISIT = "visit", _("In the field")
    BREAK = "break", _("Break, meal")


class Script(models.Model):
    """What a workshop's day is made of. `tables` and `people` are expected: the material is summed from them."""

    workshop = models.OneToOneField("ateliers.Workshop", models.CASCADE, related_name="script")
    starts_at = models.TimeField(_("begins at"), default=nine)
    place = models.CharField(_("place"), max_length=160, blank=True)
    aim = models.TextField(_("aim"), blank=True)
    tables = models.PositiveSmallIntegerField(_("tables expected"), default=5)
    people = models.PositiveSmallIntegerField(_("people expected"), default=40)
    source = models.CharField(max_length=160, blank=True)

    everywhere = models.Manager["Script"]()
    objects = ScopedManager["Script"]("workshop__atelier")

    def __str__(self) -> str:
        return f"{self.workshop}"


class Sequence(models.Model):
    """So many minutes of a script. It may name a step of the workshop: the one the live tables then work in.

    `material`: [{"quantity": 2, "what": "gommes", "per": "table"}]; per is "room", "table" or "person".
    `began_at` and `ended_at` are of the day itself.
    """

    script = models.ForeignKey(Script, models.CASCADE, related_name="sequences")
    ordinal = models.PositiveSmallIntegerField(default=1)
    day = models.PositiveSmallIntegerField(_("day"), default=1)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("how"), max_length=8, choices=SequenceKind.choices, default=SequenceKind.TABLES)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=30)
    step = models.ForeignKey(
        "ateliers.Step",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sequences",
        verbose_name=_("step of the tables"),
    )
    leads = models.CharField(_("who leads"), max_length=120, blank=True)
    writes = models.CharField(_("who writes"), max_length=120, blank=True)
    tables = models.CharField(_("which tables"), max_length=120, blank=True)
    material = models.JSONField(default=list, blank=True)
    method = models.TextField(_("method"), blank=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["Sequence"]()
    objects = ScopedManager["Sequence"]("script__workshop__atelier")

    class Meta:
        ordering = ("ordinal", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(minutes__gte=1, minutes__lte=600), name="sequence_has_minutes"),
        )

    def __str__(self) -> str:
        return self.title
