import factory

from atelier.roadmaps.models import Action, Axis, Bearer, FundingLine, Roadmap
from tests.factories.ateliers import AtelierFactory
from tests.factories.base import ModelFactory


class RoadmapFactory(ModelFactory):
    class Meta:
        model = Roadmap

    atelier = factory.SubFactory(AtelierFactory)
    title = "Habiter le recul"


class AxisFactory(ModelFactory):
    class Meta:
        model = Axis

    roadmap = factory.SubFactory(RoadmapFactory)
    title = "Accompagner le trait de côte"


class ActionFactory(ModelFactory):
    class Meta:
        model = Action

    roadmap = factory.SubFactory(RoadmapFactory)
    axis = factory.SubFactory(AxisFactory, roadmap=factory.SelfAttribute("..roadmap"))
    number = factory.Sequence(lambda number: number + 1)
    title = "Rendre la plage aux piétons"


class BearerFactory(ModelFactory):
    class Meta:
        model = Bearer

    action = factory.SubFactory(ActionFactory)
    kind = "elected"
    name = "Odile Léger"
    function = "Maire"
    email = factory.Sequence(lambda number: f"porteur{number}@exemple.fr")


class FundingLineFactory(ModelFactory):
    class Meta:
        model = FundingLine

    action = factory.SubFactory(ActionFactory)
    label = "Études"
    amount_eur = 12_000
