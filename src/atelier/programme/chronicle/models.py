"""What happened around the programme."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.programme.library.models import Publication


class Lane(models.TextChoices):
    """The three lanes of the frise (seed): what the State decides, what is published, what the programme does."""

    POLICY = "policy", _("Laws and public policies")
    PUBLICATION = "publication", _("Publications")
    PROGRAMME = "programme", _("L’Atelier des territoires")


class ChronicleEvent(models.Model):
    """A mark on the frise. One that names a session stands for it: the session has no other mark."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    rank = models.PositiveSmallIntegerField(_("rank in the year"), default=0)
    lane = models.CharField(_("lane"), max_length=12, choices=Lane.choices)
    title = models.CharField(_("title"), max_length=240)
    session = models.ForeignKey(
        "programme.NationalSession",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("session"),
    )
    publication = models.ForeignKey(
        Publication, models.SET_NULL, null=True, blank=True, related_name="events", verbose_name=_("publication")
    )
    url = models.URLField(_("web address"), blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_public = models.BooleanField(_("shown to everyone"), default=True)

    class Meta:
        ordering = ("year", "rank", "id")

    def __str__(self) -> str:
        return self.title
