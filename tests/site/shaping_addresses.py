"""An address of each page of visions, demonstrators, prototypes and perimeters."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image

from atelier.ateliers.models import Atelier
from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import JPEG
from tests.factories.contributions import CardFactory
from tests.factories.shaping import (
    DemonstratorFactory,
    PerimeterStudyFactory,
    RemarkFactory,
    SitePictureFactory,
    SolutionFactory,
    VariantFactory,
    VisionVersionFactory,
)

Address = Callable[[Atelier], list[Any]]


def of_vision(atelier: Atelier) -> list[Any]:
    return ["ici", VisionVersionFactory(atelier=atelier, number=1).pk]


def of_two_visions(atelier: Atelier) -> list[Any]:
    return [*of_vision(atelier), VisionVersionFactory(atelier=atelier, number=2).pk]


def of_demonstrator(atelier: Atelier) -> list[Any]:
    return ["ici", DemonstratorFactory(atelier=atelier).pk]


def of_picture(atelier: Atelier) -> list[Any]:
    made = BytesIO()
    Image.new("RGB", (30, 20), "white").save(made, "JPEG")
    kept = keep_bytes(made.getvalue(), name="digue.jpg", kind=JPEG, by=System())
    return ["ici", SitePictureFactory(demonstrator__atelier=atelier, file=kept).pk]


def of_solution(atelier: Atelier) -> list[Any]:
    return ["ici", SolutionFactory(demonstrator__atelier=atelier).pk]


def of_variant(atelier: Atelier) -> list[Any]:
    return ["ici", VariantFactory(solution__demonstrator__atelier=atelier).pk]


def of_remark(atelier: Atelier) -> list[Any]:
    return ["ici", RemarkFactory(test__variant__solution__demonstrator__atelier=atelier).pk]


def of_study(atelier: Atelier) -> list[Any]:
    return ["ici", PerimeterStudyFactory(atelier=atelier).pk]


def named(address: Address, *names: str) -> dict[str, Address]:
    return {f"synthesis:{name}": address for name in names}


OF_SHAPING: dict[str, Address] = {
    **named(of_vision, "vision_version", "vision_write", "vision_propose", "vision_adopt", "vision_history"),
    **named(of_two_visions, "vision_differences"),
    **named(lambda atelier: ["ici", CardFactory(atelier=atelier, kind="principle").pk], "principle_move"),
    **named(of_demonstrator, "demonstrator", "demonstrator_change", "demonstrator_move", "demonstrator_sheet"),
    **named(of_demonstrator, "picture_add", "solution_add"),
    **named(of_picture, "picture", "picture_rights", "picture_remove"),
    **named(of_solution, "solution", "variant_add"),
    **named(of_variant, "trial_note", "variant_picture"),
    **named(of_remark, "remark_card"),
    **named(of_study, "perimeter"),
    **named(lambda atelier: [*of_study(atelier), PerimeterStudyFactory(atelier=atelier).pk], "perimeter_compare"),
    **named(lambda atelier: [*of_study(atelier), "csv"], "perimeter_file"),
}
