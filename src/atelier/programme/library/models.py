"""Publications of the programme and around it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.programme.catalogue.models import CatalogueEntry, Term


class PublicationKind(models.TextChoices):
    BOOK = "book", _("Book")
    GUIDE = "guide", _("Guide, method")
    BOOKLET = "booklet", _("Booklet")
    PROCEEDINGS = "proceedings", _("Proceedings of a meeting")
    FILM = "film", _("Film")
    SITE = "site", _("Web site")


class Publication(models.Model):
    """Something to read or watch. `file` is the name of its PDF in the library's folder (files.py), "" without."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=PublicationKind.choices)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    authors = models.CharField(_("authors"), max_length=200, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    summary = models.TextField(_("summary"), blank=True)
    url = models.URLField(_("web address"), blank=True)
    file = models.CharField(max_length=80, blank=True, editable=False)
    file_bytes = models.PositiveIntegerField(default=0, editable=False)
    source = models.CharField(_("source"), max_length=300, blank=True)
    sessions = models.ManyToManyField(
        "programme.NationalSession", related_name="publications", blank=True, verbose_name=_("sessions")
    )
    entries = models.ManyToManyField(
        CatalogueEntry, related_name="publications", blank=True, verbose_name=_("ateliers of the catalogue")
    )
    terms = models.ManyToManyField(
        Term, related_name="publications", blank=True, verbose_name=_("themes and situations")
    )
    is_public = models.BooleanField(_("shown to everyone"), default=True)

    class Meta:
        ordering = (models.F("year").desc(nulls_last=True), "title", "id")

    def __str__(self) -> str:
        return self.title
