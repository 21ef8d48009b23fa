from datetime import timedelta

import factory
from django.utils import timezone

from atelier.participants.models import Contact, Gathering, Invitation
from tests.factories.ateliers import AtelierFactory
from tests.factories.base import ModelFactory


class ContactFactory(ModelFactory):
    class Meta:
        model = Contact

    atelier = factory.SubFactory(AtelierFactory)
    name = factory.Sequence(lambda number: f"Personne {number}")
    email = factory.Sequence(lambda number: f"contact{number}@exemple.fr")
    college = "elected"


class GatheringFactory(ModelFactory):
    class Meta:
        model = Gathering

    atelier = factory.SubFactory(AtelierFactory)
    title = "Atelier 1"
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=1))
    ends_at = factory.LazyAttribute(lambda gathering: gathering.starts_at + timedelta(hours=4))
    place = "Salle des fêtes"


class InvitationFactory(ModelFactory):
    class Meta:
        model = Invitation

    gathering = factory.SubFactory(GatheringFactory)
    contact = factory.SubFactory(ContactFactory, atelier=factory.SelfAttribute("..gathering.atelier"))
