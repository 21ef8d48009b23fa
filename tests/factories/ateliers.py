import factory
from django.utils import timezone

from atelier.ateliers.models import AccessToken, Atelier, Membership, Seat, Workshop
from atelier.ateliers.tokens import secret_hash
from tests.factories.base import ModelFactory
from tests.factories.people import AccountFactory


class AtelierFactory(ModelFactory):
    class Meta:
        model = Atelier

    slug = factory.Sequence(lambda number: f"atelier-{number}")
    title = "Un littoral"
    territory = "Agglomération dieppoise"
    site = "dieppe"


class MembershipFactory(ModelFactory):
    class Meta:
        model = Membership

    atelier = factory.SubFactory(AtelierFactory)
    account = factory.SubFactory(AccountFactory)
    role = "facilitator"


class WorkshopFactory(ModelFactory):
    class Meta:
        model = Workshop

    atelier = factory.SubFactory(AtelierFactory)
    title = "Atelier 1"


class SeatFactory(ModelFactory):
    class Meta:
        model = Seat

    workshop = factory.SubFactory(WorkshopFactory)
    name = "Jeanne"
    college = "inhabitant"
    consented_at = factory.LazyFunction(timezone.now)


class AccessTokenFactory(ModelFactory):
    """Opened by `secret`, which each test that needs it gives."""

    class Meta:
        model = AccessToken

    class Params:
        secret = factory.Sequence(lambda number: f"atelier_secret-{number}")

    atelier = factory.SubFactory(AtelierFactory)
    name = "QGIS de Zoé"
    token_hash = factory.LazyAttribute(lambda token: secret_hash(token.secret))
