import factory

from atelier.people.models import Account, Mandate, Organisation
from tests.factories.base import ModelFactory


class AccountFactory(ModelFactory):
    class Meta:
        model = Account

    email = factory.Sequence(lambda number: f"personne{number}@exemple.fr")
    name = "Camille"


class OrganisationFactory(ModelFactory):
    class Meta:
        model = Organisation

    kind = "departmental"
    name = factory.Sequence(lambda number: f"DDT {number}")
    territory = "76"


class MandateFactory(ModelFactory):
    class Meta:
        model = Mandate

    account = factory.SubFactory(AccountFactory)
    organisation = factory.SubFactory(OrganisationFactory)
