from uuid import uuid4

import factory
from django.utils import timezone

from atelier.contributions.models import Card, Contribution
from tests.factories.ateliers import AtelierFactory, SeatFactory
from tests.factories.base import ModelFactory


class CardFactory(ModelFactory):
    class Meta:
        model = Card

    atelier = factory.SubFactory(AtelierFactory)
    number = factory.Sequence(lambda number: number + 1)
    kind = "finding"
    text = "La plage recule devant le front de mer"
    captured_by = "system"
    plain_text = "la plage recule devant le front de mer"


class ContributionFactory(ModelFactory):
    """A note of a table, said by who wrote it."""

    class Meta:
        model = Contribution

    id = factory.LazyFunction(uuid4)
    seat = factory.SubFactory(SeatFactory)
    said_by = factory.SelfAttribute("seat")
    atelier = factory.SelfAttribute("seat.workshop.atelier")
    kind = "note"
    meaning_key = "word"
    meaning = "Note"
    color = "#3a3733"
    text = "La digue ne tiendra pas"
    college = factory.SelfAttribute("seat.college")
    origin = "table"
    origin_ref = "00000000-0000-4000-8000-000000000001"  # of a table
    origin_name = "Table 1"
    said_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)
    geometry = {"type": "Point", "coordinates": [1.08, 49.92]}
    west = east = 1.08
    south = north = 49.92
