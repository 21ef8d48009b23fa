"""The administrative map of France. Codes are INSEE's (SIREN for an EPCI) and are text: leading zeros, 2A, 2B.

Outlines stay in the data files (`atelier.territories.outlines`): a search, a link or a filter needs only the
name, the point and the bounds, and 35,000 polygons would weigh more in every backup than the rest of the house.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Located(models.Model):
    """A point inside the territory and its bounds, WGS 84 degrees; empty where no outline is published."""

    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    west = models.FloatField(null=True, db_index=True)
    south = models.FloatField(null=True, db_index=True)
    east = models.FloatField(null=True, db_index=True)
    north = models.FloatField(null=True, db_index=True)

    class Meta:
        abstract = True

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        if self.west is None or self.south is None or self.east is None or self.north is None:
            return None
        return self.west, self.south, self.east, self.north


class Region(models.Model):
    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """Overseas collectivities are here too, as INSEE lists them; they have no region of their own."""

    code = models.CharField(max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="departments")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Epci(Located):
    """A grouping of communes with its own taxes; `kind` is CC, CA, CU, METRO or MET69."""

    code = models.CharField(max_length=9, primary_key=True)
    name = models.CharField(_("name"), max_length=160)
    search_key = models.CharField(max_length=160)
    kind = models.CharField(max_length=5)
    population = models.PositiveIntegerField(_("population"), null=True)
    communes_count = models.PositiveSmallIntegerField()
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("grouping of communes")
        verbose_name_plural = _("groupings of communes")

    def __str__(self) -> str:
        return self.name


class Commune(Located):
    """A commune; one that merged away keeps its row (`is_current` false), since past ateliers name it."""

    code = models.CharField(max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=80)
    search_key = models.CharField(max_length=80)
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="communes")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="communes")
    epci = models.ForeignKey(Epci, on_delete=models.PROTECT, null=True, related_name="communes")
    population = models.PositiveIntegerField(_("population"), null=True)
    postcodes = models.CharField(_("postcodes"), max_length=200, blank=True)
    area_km2 = models.FloatField(_("area"), null=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")

    def __str__(self) -> str:
        return self.name


class ReferenceLoad(models.Model):
    """Which version of the reference files the tables hold: the same files are not loaded twice."""

    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)
