"""What the national team runs: its sessions, and what is asked and decided in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.programme.calls.models import (
    Application,
    ApplicationPaper,
    ApplicationVersion,
    Call,
    CallForm,
    CoWriter,
    Criterion,
    HeldText,
    Idea,
    Presence,
    Revision,
)
from atelier.programme.catalogue.models import CatalogueEntry, Term
from atelier.programme.chronicle.models import ChronicleEvent
from atelier.programme.enums import SessionKind
from atelier.programme.library.models import Publication
from atelier.programme.selection.models import Decision, Mark, Opinion, Phase, Release, Remark, Review

__all__ = [
    "Application",
    "ApplicationPaper",
    "ApplicationVersion",
    "Call",
    "CallForm",
    "CatalogueEntry",
    "ChronicleEvent",
    "CoWriter",
    "Criterion",
    "Decision",
    "HeldText",
    "Idea",
    "Mark",
    "NationalSession",
    "Opinion",
    "Phase",
    "Presence",
    "Publication",
    "Release",
    "Remark",
    "Review",
    "Revision",
    "Term",
]


class NationalSession(models.Model):
    """A season of ateliers on a theme. `number` counts the national sessions since 2006, where it is known."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=SessionKind.choices, default=SessionKind.NATIONAL)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=160)
    theme = models.TextField(_("theme"), blank=True)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_public = models.BooleanField(_("shown to everyone"), default=True)

    class Meta:
        ordering = ("-first_year", "-last_year", "title")
        constraints = (
            models.CheckConstraint(condition=models.Q(last_year__gte=models.F("first_year")), name="session_years"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> str:
        """« 2016 », or « 2019–2020 »."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"
