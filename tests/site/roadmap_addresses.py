"""A roadmap for the atelier of the table of pages, and an address of each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from atelier.ateliers.models import Atelier
from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import PDF, PNG
from atelier.roadmaps.bearing.commands import confirm_bearing
from atelier.roadmaps.freezing.commands import officialise
from atelier.roadmaps.models import Action, Bearer, RoadmapVersion
from atelier.roadmaps.plan.commands import add_axis, open_roadmap
from atelier.roadmaps.plan.needs import add_line, depend, gate_action
from tests.factories.contributions import CardFactory
from tests.factories.roadmaps import ActionFactory, BearerFactory
from tests.factories.shaping import SitePictureFactory

HOUSE = System()


def action_of(atelier: Atelier) -> Action:
    """Somewhere no site package is: its ground is blank paper, made at once."""
    plan = open_roadmap(atelier, by=HOUSE)
    axis = add_axis(plan, title="La côte", by=HOUSE)
    action: Action = ActionFactory(roadmap=plan, axis=axis)
    action.locate({"type": "Point", "coordinates": [-40.0, 30.0]})
    action.save()
    return action


def bearer_of(atelier: Atelier) -> Bearer:
    bearer: Bearer = BearerFactory(action=action_of(atelier))
    return bearer


def version_of(atelier: Atelier) -> RoadmapVersion:
    action = action_of(atelier)
    for kind in ("elected", "state"):
        bearer = BearerFactory(action=action, kind=kind)
        confirm_bearing(bearer, by=bearer)
    version = officialise(action.roadmap, by=HOUSE)
    version.pdf = keep_bytes(b"%PDF-1.7", name="feuille-de-route.pdf", kind=PDF, by=HOUSE)
    version.save()
    return version


def of_plan(atelier: Atelier) -> list[Any]:
    action_of(atelier)
    return ["ici"]


def of_axis(atelier: Atelier) -> list[Any]:
    return ["ici", action_of(atelier).axis_id]


def of_action(atelier: Atelier) -> list[Any]:
    return ["ici", action_of(atelier).pk]


def of_line(atelier: Atelier) -> list[Any]:
    action = action_of(atelier)
    return ["ici", action.pk, "funding", add_line(action, "funding", label="Études", amount_eur=1, by=HOUSE).pk]


def of_dependency(atelier: Atelier) -> list[Any]:
    action = action_of(atelier)
    before = ActionFactory(roadmap=action.roadmap, axis=action.axis)
    return ["ici", action.pk, depend(before, action, by=HOUSE).pk]


def of_gate(atelier: Atelier) -> list[Any]:
    action = action_of(atelier)
    return ["ici", action.pk, gate_action(action, CardFactory(atelier=atelier, kind="blockage"), by=HOUSE).pk]


def of_bearer(atelier: Atelier) -> list[Any]:
    return ["ici", bearer_of(atelier).pk]


def of_version(atelier: Atelier) -> list[Any]:
    return ["ici", version_of(atelier).number]


def of_public_picture(atelier: Atelier) -> list[Any]:
    version = version_of(atelier)
    kept = keep_bytes(b"\x89PNG", name="digue.png", kind=PNG, by=HOUSE)
    shown = {"credit": "Ana Faure", "people": "nobody", "is_public": True}
    picture = SitePictureFactory(demonstrator__atelier=atelier, file=kept, **shown)
    version.roadmap.actions.update(demonstrator=picture.demonstrator_id)
    return ["ici", version.number, picture.pk]


def of_versions(atelier: Atelier) -> list[Any]:
    return of_version(atelier)[:1]


OF_THE_ROADMAP: dict[str, Callable[[Atelier], list[Any]]] = {
    **{
        f"roadmaps:{name}": of_plan
        for name in (
            "roadmap", "begin", "roadmap_change", "map", "ground", "timeline", "timeline_print", "axis_add",
            "action_add", "versions", "officialise",
        )
    },
    **{
        f"roadmaps:{name}": of_action
        for name in (
            "action", "action_change", "action_status", "action_pdf", "action_ground", "waits_add", "gate_add",
            "bearer_name",
        )
    },
    **{f"roadmaps:{name}": of_bearer for name in ("bearer_ask", "bearer_leave", "bearer_confirm")},
    **{
        f"roadmaps:{name}": of_version
        for name in ("version_pdf", "public", "public_pdf", "public_content", "public_ground")
    },
    "roadmaps:public_picture": of_public_picture,
    "roadmaps:axis_change": of_axis,
    "roadmaps:line_add": lambda atelier: [*of_action(atelier), "funding"],
    "roadmaps:line_change": of_line,
    "roadmaps:waits_remove": of_dependency,
    "roadmaps:gate_lift": of_gate,
    "roadmaps:differences": of_versions,
    "roadmaps:confirm": lambda atelier: [bearer_of(atelier).key],
    "roadmaps:verify": lambda atelier: [],
}  # fmt: skip
