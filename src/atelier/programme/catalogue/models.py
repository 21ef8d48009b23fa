"""What the programme shows of its ateliers, those of the archive and those that run."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.programme.catalogue.enums import CatalogueKind, TermFamily


class Term(models.Model):
    """A word of the classification. Data, not code: themes change with the sessions."""

    family = models.CharField(_("family"), max_length=10, choices=TermFamily.choices)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ("family", "name")

    def __str__(self) -> str:
        return self.name


class CatalogueEntry(models.Model):
    """An atelier as the public sees it.

    `place_codes`: INSEE codes of communes and SIREN codes of EPCI, separated by spaces; the point (WGS 84 degrees) and
    the departments are found from them (commands). `atelier_slug` is the running atelier it was published from, if any:
    the programme stands below the ateliers and knows them by name only.
    """

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=CatalogueKind.choices)
    session = models.ForeignKey(
        "programme.NationalSession",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=_("session"),
    )
    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160)
    place_codes = models.CharField(_("codes of the place"), max_length=400, blank=True)
    departments = models.ManyToManyField("territories.Department", related_name="+", blank=True)
    lon = models.FloatField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    terms = models.ManyToManyField(Term, related_name="entries", blank=True, verbose_name=_("themes and situations"))
    summary = models.TextField(_("summary"), blank=True)
    story = models.TextField(_("story"), blank=True)
    team = models.CharField(_("team"), max_length=300, blank=True)
    steering = models.CharField(_("steering"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    source_url = models.URLField(_("address of the source"), blank=True)
    atelier_slug = models.SlugField(_("atelier"), max_length=80, blank=True)
    is_public = models.BooleanField(_("shown to everyone"), default=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("title", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(last_year=None) | models.Q(last_year__gte=models.F("first_year")),
                name="entry_years",
            ),
            models.UniqueConstraint(
                fields=["atelier_slug"], condition=~models.Q(atelier_slug=""), name="one_entry_an_atelier"
            ),
        )

    def __str__(self) -> str:
        return self.title
