"""Where resources and projects lie, as a small map of a page. The lists beside it say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from atelier.contributions.register.models import Project
from atelier.contributions.register.queries import Register, Resource
from atelier.territories.outlines import outlines
from atelier.territories.queries import communes_in
from atelier.territories.small_map import SmallMap, holds_name, path_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MOST_COMMUNES = 120  # the most populated: a drawing that holds a department needs no more
MOST_WIDTH, MOST_HEIGHT = 860, 560
AROUND = 0.12  # of the width of what is placed, left around it
LEAST_DEG = 0.05  # about 4 km: a single place shows where it is
PLAIN = 0  # the tint of a resource without a family


@dataclass(frozen=True)
class Commune:
    """Whole numbers: a template would write a decimal comma."""

    path: str
    name: str
    x: int
    y: int
    is_named: bool


@dataclass(frozen=True)
class Mark:
    """A resource or a project: a dot in the middle of its place, and the place itself when it is wide. `tint`: 1 for
    the first family of the register; PLAIN without one."""

    x: int
    y: int
    path: str
    is_area: bool
    tint: int
    label: str
    anchor: str


@dataclass
class RegisterMap:
    """The drawing, in units of its viewBox."""

    width: int
    height: int
    communes: list[Commune] = field(default_factory=list)
    resources: list[Mark] = field(default_factory=list)
    projects: list[Mark] = field(default_factory=list)


def map_of(register: Register, projects: Sequence[Project]) -> RegisterMap | None:
    """None when nothing has a place."""
    placed = [one for one in register.resources if one.card.geometry]
    placed_projects = [one for one in projects if one.geometry]
    bounds = [(one.west, one.south, one.east, one.north) for one in [*(one.card for one in placed), *placed_projects]]
    if not bounds:
        return None
    paper = SmallMap(_around(bounds), MOST_WIDTH, MOST_HEIGHT)  # type: ignore[arg-type]  # what has a geometry has its bounds
    drawn = RegisterMap(paper.width, paper.height, _communes(paper))
    tints = {family.key: tint for tint, (family, _held) in enumerate(register.families, start=1)}
    for one in placed:
        drawn.resources.append(_resource(one, paper, tints))
    for project in placed_projects:
        where = f"p-{project.pk}"
        drawn.projects.append(_mark(project.geometry, paper, label=project.title, anchor=where))
    return drawn


def _around(bounds: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    west, south, east, north = (
        min(one[0] for one in bounds), min(one[1] for one in bounds),
        max(one[2] for one in bounds), max(one[3] for one in bounds),
    )  # fmt: skip
    aside = max((east - west) * AROUND, (LEAST_DEG - (east - west)) / 2)
    above = max((north - south) * AROUND, (LEAST_DEG * 0.6 - (north - south)) / 2)
    return west - aside, south - above, east + aside, north + above


def _communes(paper: SmallMap) -> list[Commune]:
    """Communes seen in the frame, cut to it."""
    import shapely

    frame = shapely.box(0, 0, paper.width, paper.height)
    near = {one.code: one.name for one in communes_in(*paper.bounds)[:MOST_COMMUNES]}
    known: Mapping[str, BaseGeometry] = outlines(near)
    shapes = []
    for code, outline in known.items():
        seen = shapely.make_valid(paper.laid(outline)).intersection(frame)
        if not seen.is_empty:
            inside = shapely.point_on_surface(seen)
            is_named = holds_name(seen, near[code])
            shapes.append(Commune(path_of(seen), near[code], round(inside.x), round(inside.y), is_named))
    return shapes


def _resource(one: Resource, paper: SmallMap, tints: Mapping[str, int]) -> Mark:
    tint = tints[one.family.key] if one.family else PLAIN
    label = f"{one.card.name} {one.card.text}"
    return _mark(one.card.geometry, paper, label=label, anchor=one.card.name, tint=tint)


def _mark(geometry: dict[str, Any], paper: SmallMap, *, label: str, anchor: str, tint: int = PLAIN) -> Mark:
    import shapely
    from shapely.geometry import shape

    if geometry["type"] == "Point":
        x, y = paper.point(*geometry["coordinates"][:2])
        return Mark(round(x), round(y), "", False, tint, label, anchor)
    laid = paper.laid(shape(geometry))
    middle = shapely.point_on_surface(laid)
    is_area = laid.geom_type in {"Polygon", "MultiPolygon"}
    return Mark(round(middle.x), round(middle.y), path_of(laid), is_area, tint, label, anchor)
