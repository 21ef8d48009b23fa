"""Dull rows of the administrative map."""

from __future__ import annotations

import factory

from atelier.territories.models import Commune, Department, Epci, Region
from atelier.territories.names import search_key
from tests.factories.base import ModelFactory


class RegionFactory(ModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "28"
    name = "Normandie"


class DepartmentFactory(ModelFactory):
    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = "76"
    name = "Seine-Maritime"
    region = factory.SubFactory(RegionFactory)


class EpciFactory(ModelFactory):
    class Meta:
        model = Epci
        django_get_or_create = ("code",)

    code = "247600786"
    name = "CA de la Région Dieppoise"
    search_key = factory.LazyAttribute(lambda epci: search_key(epci.name))
    kind = "CA"
    population = 46_000
    communes_count = 16


class CommuneFactory(ModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda number: f"76{number + 1:03d}")
    name = factory.Sequence(lambda number: f"Saint-Exemple-{number}")
    search_key = factory.LazyAttribute(lambda commune: search_key(commune.name))
    department = factory.SubFactory(DepartmentFactory)
    region = factory.SelfAttribute("department.region")
    epci = factory.SubFactory(EpciFactory)
    population = 500
    postcodes = "76200"
