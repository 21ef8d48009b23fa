"""Drawings as SVG in millimetres, in named layers that Inkscape shows as such."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.ground import Floats

FAMILY = "Atkinson Hyperlegible Next"
SLACK_MM = 0.012
Marks = list["Path | Text | Group"]


@dataclass(frozen=True)
class Path:
    """Lines or areas that share one pen and one wash. stroke, fill: CSS colours, "none" for nothing."""

    d: str
    stroke: str = "none"
    width_mm: float = 0.0
    fill: str = "none"
    opacity: float = 1.0
    dash: str = ""
    title: str = ""


@dataclass(frozen=True)
class Text:
    """One line. anchor: start, middle or end; halo: colour of a thin outline that parts it from what is behind."""

    text: str
    x_mm: float
    y_mm: float
    size_mm: float
    fill: str = "#000000"
    anchor: str = "start"
    weight: int = 400
    is_italic: bool = False
    halo: str = ""


@dataclass
class Group:
    """A layer (at the top) or a group. name: as shown; the id is made from it."""

    name: str
    marks: Marks = field(default_factory=list)

    def add(self, *marks: Path | Text | Group) -> Group:
        self.marks += [mark for mark in marks if not isinstance(mark, Path) or mark.d]
        return self


def line_d(lines: Iterable[Floats]) -> str:
    """Path data of open lines on the sheet, in hundredths of a millimetre, without the points that change nothing."""
    kept = [line for line in lines if len(line) > 1]
    if not kept:
        return ""
    owners = np.repeat(np.arange(len(kept)), [len(line) for line in kept])
    strings = np.atleast_1d(np.asarray(shapely.linestrings(np.concatenate(kept), indices=owners)))
    slim = shapely.simplify(strings, SLACK_MM, preserve_topology=False)
    points, owners = shapely.get_coordinates(slim, return_index=True)
    return "".join(_paths_d(points, owners))


def area_d(areas: Iterable[BaseGeometry]) -> str:
    """Path data of polygons, holes included (to be filled even-odd)."""
    polygons = [part for part in shapely.get_parts(list(areas)) if not part.is_empty]
    if not polygons:
        return ""
    rings = shapely.get_rings(polygons)
    points, owners = shapely.get_coordinates(rings, return_index=True)
    is_last = np.append(owners[1:] != owners[:-1], True)
    return "".join(f"{path}Z" for path in _paths_d(points[~is_last], owners[~is_last]))


def _paths_d(points: Floats, owners: NDArray[np.intp]) -> list[str]:
    """One path an owner: absolute start, then relative steps in whole hundredths, so that rounding never adds up."""
    units = np.round(points * 100).astype(np.int64)
    is_first = np.append(True, owners[1:] != owners[:-1])
    moves = is_first | np.append(True, np.any(units[1:] != units[:-1], axis=1))
    units, is_first = units[moves], is_first[moves]
    steps = np.diff(units, axis=0, prepend=units[:1])
    steps[is_first] = units[is_first]
    texts = [_hundredth(value) for value in steps.ravel().tolist()]
    starts = [*np.flatnonzero(is_first).tolist(), len(steps)]
    paths = []
    for start, stop in pairwise(starts):
        head = f"M{texts[2 * start]} {texts[2 * start + 1]}"
        paths.append(head + "l" + " ".join(texts[2 * start + 2 : 2 * stop]) if stop - start > 1 else head)
    return paths


@lru_cache(maxsize=1 << 16)
def _hundredth(units: int) -> str:
    sign, units = ("-", -units) if units < 0 else ("", units)
    whole, part = divmod(units, 100)
    if not part:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{part:02d}".rstrip("0")


def document(layers: Sequence[Group], *, width_mm: float, height_mm: float, title: str, text: str) -> str:
    """The whole drawing. title, text: its name and what it shows, for those who do not see it."""
    size = f'width="{width_mm:g}mm" height="{height_mm:g}mm" viewBox="0 0 {width_mm:g} {height_mm:g}"'
    body = "\n".join(_group(layer, is_layer=True) for layer in layers if layer.marks)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        f'{size} role="img" aria-labelledby="title desc" font-family="{FAMILY}, Helvetica, Arial, sans-serif" '
        'fill="none" stroke-linecap="round" stroke-linejoin="round" fill-rule="evenodd">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(text)}</desc>\n{body}\n</svg>\n'
    )


def _group(group: Group, *, is_layer: bool) -> str:
    label = quoteattr(group.name)
    head = f'<g id="{identifier(group.name)}" inkscape:label={label}'
    if is_layer:
        head += ' inkscape:groupmode="layer"'
    return "\n".join([head + ">", *(_mark(mark) for mark in group.marks), "</g>"])


def identifier(name: str) -> str:
    """An XML id: "overlay:roads" → "overlay-roads"."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-") or "layer"


def _mark(mark: Path | Text | Group) -> str:
    if isinstance(mark, Group):
        return _group(mark, is_layer=False)
    return _path(mark) if isinstance(mark, Path) else _text(mark)


def _path(path: Path) -> str:
    parts = [f'<path d="{path.d}"']
    if path.fill != "none":
        parts.append(f'fill="{path.fill}"')
    if path.stroke != "none":
        parts.append(f'stroke="{path.stroke}" stroke-width="{path.width_mm:g}"')
    if path.opacity < 1:
        parts.append(f'opacity="{path.opacity:g}"')
    if path.dash:
        parts.append(f'stroke-dasharray="{path.dash}"')
    return " ".join(parts) + (f"><title>{escape(path.title)}</title></path>" if path.title else "/>")


def _text(text: Text) -> str:
    place = f'x="{text.x_mm:.2f}" y="{text.y_mm:.2f}" font-size="{text.size_mm:g}" fill="{text.fill}"'
    if text.anchor != "start":
        place += f' text-anchor="{text.anchor}"'
    if text.weight != 400:
        place += f' font-weight="{text.weight}"'
    if text.is_italic:
        place += ' font-style="italic"'
    body = escape(text.text)
    written = f"<text {place}>{body}</text>"
    if not text.halo:
        return written
    halo = f'<text {place} stroke="{text.halo}" stroke-width="{text.size_mm / 4:.2f}">{body}</text>'
    return halo + written
