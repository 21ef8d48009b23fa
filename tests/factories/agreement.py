import factory
from django.utils import timezone

from atelier.agreement.models import Consultation, Statement, Vote, Voter
from tests.factories.ateliers import AtelierFactory
from tests.factories.base import ModelFactory


class ConsultationFactory(ModelFactory):
    """Open, unless told otherwise."""

    class Meta:
        model = Consultation

    atelier = factory.SubFactory(AtelierFactory)
    title = "Que garder du front de mer ?"
    opened_at = factory.LazyFunction(timezone.now)


class StatementFactory(ModelFactory):
    class Meta:
        model = Statement

    consultation = factory.SubFactory(ConsultationFactory)
    number = factory.Sequence(lambda number: number + 1)
    text = "Le camping doit reculer avant la falaise."


class VoterFactory(ModelFactory):
    class Meta:
        model = Voter

    consultation = factory.SubFactory(ConsultationFactory)
    college = "inhabitant"


class VoteFactory(ModelFactory):
    class Meta:
        model = Vote

    statement = factory.SubFactory(StatementFactory)
    voter = factory.SubFactory(VoterFactory, consultation=factory.SelfAttribute("..statement.consultation"))
    value = 1
