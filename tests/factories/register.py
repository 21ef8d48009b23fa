import factory

from atelier.contributions.models import Project
from tests.factories.ateliers import AtelierFactory
from tests.factories.base import ModelFactory


class ProjectFactory(ModelFactory):
    class Meta:
        model = Project

    atelier = factory.SubFactory(AtelierFactory)
    title = "Un chantier naval rouvert"
    made_by = "system"
