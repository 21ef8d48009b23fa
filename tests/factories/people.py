import factory

from atelier.people.models import Account
from tests.factories.base import ModelFactory


class AccountFactory(ModelFactory):
    class Meta:
        model = Account

    email = factory.Sequence(lambda number: f"personne{number}@exemple.fr")
    name = "Camille"
