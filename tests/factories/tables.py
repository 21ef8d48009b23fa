from datetime import timedelta

import factory
from django.utils import timezone

from atelier.tables.models import Sitting, Table, TableOverlay, TablePencil, WallKey
from tests.factories.ateliers import SeatFactory, WorkshopFactory
from tests.factories.base import ModelFactory


class TableFactory(ModelFactory):
    class Meta:
        model = Table

    workshop = factory.SubFactory(WorkshopFactory)
    name = "Table 1"
    code = factory.Sequence(lambda number: f"AB{number:04d}")


class PencilFactory(ModelFactory):
    class Meta:
        model = TablePencil

    table = factory.SubFactory(TableFactory)
    key = "blockage"
    meaning = "Blocage"
    color = "#c8372d"


class OverlayFactory(ModelFactory):
    class Meta:
        model = TableOverlay

    table = factory.SubFactory(TableFactory)
    name = "Premier calque"


class SittingFactory(ModelFactory):
    class Meta:
        model = Sitting

    table = factory.SubFactory(TableFactory)
    seat = factory.SubFactory(SeatFactory, workshop=factory.SelfAttribute("..table.workshop"))


class WallKeyFactory(ModelFactory):
    class Meta:
        model = WallKey

    workshop = factory.SubFactory(WorkshopFactory)
    code_hash = factory.Sequence(lambda number: f"{number:064d}")
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=12))
