"""What goes in and comes out (docs/reference/perimeter.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import shapely
from msgspec import Struct
from msgspec import field as member
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

FORMAT = "atelier-perimeter/1"
Shapes = NDArray[Any]


class Commune(Struct, frozen=True):
    """`epci`: code of its EPCI, "" without one. `surface_km2` 0 where unknown."""

    code: str
    name: str
    epci: str
    population: int
    surface_km2: float


@dataclass(frozen=True)
class Country:
    """Communes by code, and the outlines of those where something may be drawn, in WGS 84 degrees.

    Outlines are a coverage: they do not overlap. `codes` and `outlines` go together; `epci_names` by code.
    """

    communes: dict[str, Commune]
    codes: list[str]
    outlines: Shapes
    epci_names: dict[str, str] = field(default_factory=dict)

    def tree(self) -> shapely.STRtree:
        return shapely.STRtree(self.outlines)


@dataclass(frozen=True)
class Drawing:
    """A geometry in WGS 84 degrees, and the action it belongs to: its own identifier when it stands alone."""

    id: str
    geometry: BaseGeometry
    action: str


class Held(Struct):
    """A commune or an EPCI. `share` of all that was drawn; then what lies there, in metres, square metres, points."""

    code: str
    name: str
    share: float
    length_m: float = 0.0
    area_m2: float = 0.0
    points: float = 0.0
    epci: str = ""


class Fit(Struct):
    """`value`: weighted Jaccard of two sets of communes, 0 to 1. `epci` "" when there is none."""

    epci: str
    name: str
    value: float
    definition: str


class Smallest(Struct):
    """A contiguous set of communes. `at_least`: no set of fewer communes will do; equal to their number when
    `is_proved`. `bridges`: communes where nothing is drawn, taken so that the set holds together."""

    communes: list[str]
    share: float
    asked: float
    at_least: int
    is_proved: bool
    bridges: list[str]
    fit: Fit


class Alternative(Struct):
    """Communes that the same actions link. `links_kept`: share of the links of its communes that stay inside."""

    communes: list[str]
    share: float
    links_kept: float
    epcis: list[str]
    fit: Fit


class Missing(Struct):
    """Who is concerned and not at the table; the most concerned first."""

    communes: list[Held]
    epcis: list[Held]
    colleges: list[str]


class Perimeter(Struct):
    """`outside`: share of what was drawn that lies in no commune. Shares of communes and `outside` make 1."""

    drawings: int
    communes: list[Held]
    epcis: list[Held]
    outside: float
    smallest: Smallest | None
    no_smallest: str
    alternatives: list[Alternative]
    modularity: float
    missing: Missing | None
    left_out: dict[str, str] = member(default_factory=dict)
    format: str = FORMAT
