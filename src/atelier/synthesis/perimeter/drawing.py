"""The map of a study, as the shapes of an SVG: communes tinted by their share, EPCI, perimeters, drawings.

Imported inside jobs only: it needs NumPy and Shapely.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.perimeter.shapes import Country, Drawing, Perimeter
from atelier.synthesis.perimeter.canvas import FINEST, Canvas, dots_of, fits, path_of

WIDTH, MOST_HEIGHT, ROOM = 800.0, 720.0, 0.06
TINTS = (0.0, 0.01, 0.05, 0.15, 0.30)  # a commune's tint: how many of these its share is above


def drawing_of(found: Perimeter, country: Country, drawings: Sequence[Drawing]) -> dict[str, Any]:
    """Plain values for the page: sizes in units of the viewBox, paths as SVG writes them."""
    places = dict(zip(country.codes, country.outlines.tolist(), strict=True))
    shares = {one.code: one.share for one in found.communes}
    west, south, east, north = shapely.total_bounds([places[code] for code in shares]).tolist()
    canvas = Canvas.around((west, south, east, north), width=WIDTH, most_height=MOST_HEIGHT, room=ROOM)
    frame = shapely.box(*canvas.bounds)
    near = [code for code, outline in places.items() if shapely.intersects(outline, frame)]
    laid = dict(zip(near, canvas.laid([places[code] for code in near]), strict=True))
    alternatives = zip(ascii_uppercase, found.alternatives, strict=False)
    return {
        "width": round(canvas.width),
        "height": round(canvas.height),
        "communes": [_commune(code, laid[code], country, shares.get(code, 0.0)) for code in near],
        "epcis": _epci_lines(laid, country),
        "smallest": path_of(_union(found.smallest.communes, laid)) if found.smallest else "",
        "alternatives": [_alternative(letter, one.communes, laid) for letter, one in alternatives],
        **_ink(drawings, canvas),
        "bar": canvas.bar(),
    }


def _commune(code: str, outline: BaseGeometry, country: Country, share: float) -> dict[str, Any]:
    inside = shapely.point_on_surface(outline)
    name = country.communes[code].name
    return {
        "code": code,
        "name": name,
        "path": path_of(outline),
        "tint": sum(share > least for least in TINTS),
        "share": share,
        "x": round(inside.x),
        "y": round(inside.y),
        "is_named": share > TINTS[1] and fits(name, outline),
    }


def _epci_lines(laid: dict[str, BaseGeometry], country: Country) -> str:
    groups: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, outline in laid.items():
        groups[country.communes[code].epci].append(outline)
    return "".join(path_of(shapely.union_all(shapes)) for epci, shapes in sorted(groups.items()) if epci)


def _union(codes: Iterable[str], laid: dict[str, BaseGeometry]) -> BaseGeometry:
    return shapely.union_all([laid[code] for code in codes if code in laid])


def _alternative(letter: str, codes: Sequence[str], laid: dict[str, BaseGeometry]) -> dict[str, Any]:
    whole = _union(codes, laid)
    inside = shapely.point_on_surface(whole)
    return {"letter": letter, "path": path_of(whole), "x": round(inside.x), "y": round(inside.y)}


def _ink(drawings: Sequence[Drawing], canvas: Canvas) -> dict[str, str]:
    """What was drawn: lines and edges of surfaces in one path, points in another."""
    shapes = np.array([one.geometry for one in drawings], dtype=object)
    laid = shapely.simplify(shapely.transform(shapes, canvas.lay), FINEST).tolist()
    return {"lines": "".join(map(path_of, laid)), "dots": "".join(map(dots_of, laid))}
