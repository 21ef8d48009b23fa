import factory
from django.utils import timezone

from atelier.contributions.models import Contribution, RemovalRequest
from tests.factories.ateliers import SeatFactory
from tests.factories.base import ModelFactory
from tests.factories.contributions import CardFactory


class ContributionFactory(ModelFactory):
    class Meta:
        model = Contribution

    id = factory.Faker("uuid4", cast_to=None)
    seat = factory.SubFactory(SeatFactory)
    said_by = factory.SelfAttribute("seat")
    atelier = factory.SelfAttribute("seat.workshop.atelier")
    kind = "note"
    meaning_key = "blockage"
    meaning = "Blocage"
    color = "#c8372d"
    text = "On ne passe plus à marée haute"
    college = "inhabitant"
    origin = "table"
    origin_ref = "a-table"
    origin_name = "Table 1"
    said_at = factory.LazyFunction(timezone.now)
    changed_at = factory.LazyFunction(timezone.now)


class RemovalRequestFactory(ModelFactory):
    class Meta:
        model = RemovalRequest

    seat = factory.SubFactory(SeatFactory)
    thing_kind = "card"
    thing = factory.LazyAttribute(
        lambda one: CardFactory(atelier=one.seat.workshop.atelier, said_by=one.seat, fate="merged").pk
    )
