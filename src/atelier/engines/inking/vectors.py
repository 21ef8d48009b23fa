"""Ink as SVG: dashed and hollow where it was erased, hatched where it fills, notes as slips beside their pin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atelier.engines.cartography.svg import group, number, tag, text_of
from atelier.engines.inking.marks import Inked, Points, runs_of
from atelier.engines.typesetting.letters import FAMILY, width_em

PAPER, SHADE, SLIP, INK = "#fffdf7", "#8a8271", "#fdf4cd", "#2a2926"
GHOST_STRENGTH = 0.62
SLIP_MM, LINE_MM, LETTER_MM, MOST_LINES = 34.0, 3.1, 2.55, 2


@dataclass(frozen=True)
class Slip:
    """A note that one can read on the map. x, y: its lower left corner, mm."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * LINE_MM + 1.4


def ink_group(inks: Sequence[Inked], *, numbers: dict[str, int] | None = None, slips: Iterable[Slip] = ()) -> str:
    """Ghosts, then fills, lines and marks; notes carry their number. Coordinates are the frame's, mm."""
    standing = [one for one in inks if not one.is_ghost]
    ghosts = [_ghost(one) for one in inks if one.is_ghost]
    areas = [one for one in standing if one.shape == "area"]
    hatches = [_hatch(color) for color in sorted({one.color for one in areas})]
    return "\n".join(
        [
            tag("defs", {}, "".join(hatches)) if hatches else "",
            group("ghosts", ghosts, opacity=GHOST_STRENGTH, stroke_linejoin="round"),
            group("fills", [_fill(one) for one in areas]),
            group("lines", [_line(one) for one in standing if not one.is_disc], **ROUND),
            group("marks", [_disc(one, (numbers or {}).get(one.id)) for one in standing if one.is_disc]),
            group("slips", [_slip(slip) for slip in slips], font_family=FAMILY, font_size=LETTER_MM),
        ]
    )


ROUND = {"fill": "none", "stroke_linecap": "round", "stroke_linejoin": "round"}


def slips_of(inks: Iterable[Inked], width_mm: float, height_mm: float) -> list[Slip]:
    """Slips of the notes that can be read without hiding one another, inside the frame, the latest first."""
    kept: list[Slip] = []
    notes = [one for one in inks if one.shape == "note" and one.text.strip() and not one.is_ghost]
    for one in reversed(notes):
        x, y = (float(value) for value in one.points_mm[0])
        if not (0 < x < width_mm and 0 < y < height_mm):
            continue
        lines = wrapped(one.text)
        width = max(width_em(line) for line in lines) * LETTER_MM + 2.2
        slip = Slip(min(x + 1.2, width_mm - width - 1), max(y - 1.8, len(lines) * LINE_MM + 3), width, lines)
        if not any(_hides(slip, other) for other in kept):
            kept.append(slip)
    return kept


def wrapped(text: str) -> tuple[str, ...]:
    """The first words of a text in a few short lines."""
    lines, words = [""], text.split()
    for index, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if width_em(longer) * LETTER_MM <= SLIP_MM or not lines[-1]:
            lines[-1] = longer
        elif len(lines) < MOST_LINES:
            lines.append(word)
        else:
            lines[-1] += "…" if index < len(words) else ""
            break
    return tuple(lines)


def _hides(one: Slip, other: Slip) -> bool:
    across = one.x < other.x + other.width + 1 and other.x < one.x + one.width + 1
    return across and one.y - one.height < other.y + 1 and other.y - other.height < one.y + 1


def _path(points: Points, *, closed: bool = False) -> str:
    places = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{places[0]}L{' '.join(places[1:] or places)}{'Z' if closed else ''}"


def _hatch(color: str) -> str:
    line = tag("path", {"d": "M0 0V1.5", "stroke": color, "stroke-width": 0.5, "stroke-opacity": 0.6})
    said: dict[str, str | float | None] = {
        "id": f"hatch{color[1:]}", "width": 1.5, "height": 1.5, "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(45)",
    }  # fmt: skip
    return tag("pattern", said, line)


def _fill(one: Inked) -> str:
    data = _path(one.points_mm, closed=True)
    tint = tag("path", {"d": data, "fill": one.color, "fill-opacity": 0.16, "fill-rule": "evenodd"})
    return tint + tag("path", {"d": data, "fill": f"url(#hatch{one.color[1:]})", "fill-rule": "evenodd"})


def _line(one: Inked) -> str:
    runs = runs_of(one)
    return "".join(
        tag("path", {"d": _path(run.points_mm), "stroke": one.color, "stroke-width": run.width_mm}) for run in runs
    )


def _disc(one: Inked, note: int | None) -> str:
    x, y = (float(value) for value in one.points_mm[0])
    radius = float(one.widths_mm[0])
    if one.shape == "mark":
        return "".join(
            tag("circle", {"cx": x, "cy": y, "r": radius + more, "fill": color})
            for more, color in ((0.62, SHADE), (0.5, PAPER), (0, one.color))
        )
    radius = max(radius, 1.6) if note else radius
    said: dict[str, str | float | None] = {
        "cx": x, "cy": y, "r": radius, "fill": PAPER, "stroke": one.color, "stroke-width": 0.4,
    }  # fmt: skip
    pin = tag("circle", said)
    if not note:
        return pin + tag("circle", {"cx": x, "cy": y, "r": radius * 0.3, "fill": one.color})
    letters: dict[str, str | float | None] = {
        "x": x, "y": y + 0.68, "text-anchor": "middle", "font-family": FAMILY, "font-weight": "700",
        "font-size": 1.9 if note < 100 else 1.4, "fill": INK,
    }  # fmt: skip
    return pin + tag("text", letters, str(note))


def _ghost(one: Inked) -> str:
    if one.is_disc:
        x, y = (float(value) for value in one.points_mm[0])
        said: dict[str, str | float | None] = {"cx": x, "cy": y, "r": float(one.widths_mm[0]), "fill": PAPER}
        return tag("circle", {**said, "stroke": one.color, "stroke-width": 0.5, "stroke-dasharray": "1 0.7"})
    width = float(one.widths_mm.mean())
    data = _path(one.points_mm, closed=one.shape == "area")
    return tag(
        "path",
        {"d": data, "fill": "none", "stroke": one.color, "stroke-width": width, "stroke-dasharray": "2 1.3"},
    )


def _slip(slip: Slip) -> str:
    box: dict[str, str | float | None] = {
        "x": slip.x, "y": slip.y - slip.height, "width": slip.width, "height": slip.height, "rx": 0.5,
        "fill": SLIP, "stroke": "#c9b980", "stroke-width": 0.15,
    }  # fmt: skip
    top = slip.y - slip.height + LETTER_MM + 0.35
    words = [
        tag("text", {"x": slip.x + 1.1, "y": top + index * LINE_MM, "fill": INK}, text_of(line))
        for index, line in enumerate(slip.lines)
    ]
    return tag("rect", box) + "".join(words)
