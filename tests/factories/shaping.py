"""Visions, demonstrators, prototypes, perimeters."""

import factory

from atelier.synthesis.models import (
    Demonstrator,
    PerimeterStudy,
    Remark,
    SitePicture,
    Solution,
    UserTest,
    Variant,
    VisionVersion,
)
from tests.factories.ateliers import AtelierFactory
from tests.factories.base import ModelFactory


class VisionVersionFactory(ModelFactory):
    class Meta:
        model = VisionVersion

    atelier = factory.SubFactory(AtelierFactory)
    number = factory.Sequence(lambda number: number + 1)
    title = "Un littoral qui se prépare"
    text = "Le rivage bouge."
    made_by = "system"


class DemonstratorFactory(ModelFactory):
    class Meta:
        model = Demonstrator

    atelier = factory.SubFactory(AtelierFactory)
    number = factory.Sequence(lambda number: number + 1)
    title = "Le front de mer"
    made_by = "system"


class SolutionFactory(ModelFactory):
    class Meta:
        model = Solution

    demonstrator = factory.SubFactory(DemonstratorFactory)
    number = 1
    title = "Un banc qui se déplace"
    made_by = "system"


class VariantFactory(ModelFactory):
    class Meta:
        model = Variant

    solution = factory.SubFactory(SolutionFactory)
    number = 1
    text = "En bois, à roulettes."
    made_by = "system"


class UserTestFactory(ModelFactory):
    class Meta:
        model = UserTest

    variant = factory.SubFactory(VariantFactory)
    college = "inhabitant"
    noted_by = "system"


class RemarkFactory(ModelFactory):
    class Meta:
        model = Remark

    test = factory.SubFactory(UserTestFactory)
    text = "Trop lourd pour moi"


class SitePictureFactory(ModelFactory):
    class Meta:
        model = SitePicture

    demonstrator = factory.SubFactory(DemonstratorFactory)
    alternative = "La digue au matin"


class PerimeterStudyFactory(ModelFactory):
    """A study of nothing, for the pages; a real one is made by the command."""

    class Meta:
        model = PerimeterStudy

    atelier = factory.SubFactory(AtelierFactory)
    number = factory.Sequence(lambda number: number + 1)
    title = "Tout ce qui est dessiné"
    chosen = {
        "tables": [], "meanings": [], "card_kinds": [], "has_demonstrators": True, "share": 0.8, "by": "population",
        "communes": [],
    }  # fmt: skip
    result = {
        "drawings": 1, "communes": [], "epcis": [], "outside": 0.0, "smallest": None, "no_smallest": "apart: none",
        "alternatives": [], "modularity": 0.0, "missing": None, "left_out": {}, "format": "atelier-perimeter/1",
    }  # fmt: skip
    drawing = {
        "width": 800, "height": 600, "communes": [], "epcis": "", "smallest": "", "alternatives": [], "lines": "",
        "dots": "", "bar": {"label": "1 km", "length": 60},
    }  # fmt: skip
    made_by = "system"
