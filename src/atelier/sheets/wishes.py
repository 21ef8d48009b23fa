"""What was typed, read and checked: places, scale, words, files. Every refusal is a sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from atelier.engines.cartography import Overlay, Style
from atelier.engines.cartography.frame import Box
from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.sheets import Order
from atelier.engines.typesetting.letters import unprintable
from atelier.sheets.errors import SheetRefused
from atelier.sheets.limits import LONGEST, MOST_VOTES

LARGEST_SCALE, SMALLEST_SCALE = 200, 2_000_000


@dataclass(frozen=True)
class Wish:
    """A sheet as it was asked for, in words."""

    slug: str
    out: Path
    bounds: str | None = None
    centre: str | None = None
    scale: str | None = None
    paper_name: str = "A3"
    portrait: bool = False
    style: Style = "pale"
    legend_key: str = "diagnosis"
    title: str = ""
    subtitle: str = ""
    votes: tuple[str, ...] = ()
    tiles: str | None = None
    photo: Path | None = None
    drawings: Path | None = None
    described: Path | None = None
    drawn: tuple[Overlay, ...] = ()


def checked_order(wish: Wish, site_title: str) -> Order:
    """The order of a wish. Raises SheetRefused."""
    if wish.out.suffix.lower() != ".pdf":
        raise SheetRefused(_("%(name)s: name the sheet .pdf") % {"name": wish.out.name})
    for file in (wish.out, wish.described):
        if file is not None and not file.absolute().parent.is_dir():
            raise SheetRefused(_("There is no folder %(folder)s: make it first.") % {"folder": file.parent})
    if len(wish.votes) > MOST_VOTES:
        raise SheetRefused(
            _("%(count)s voting boxes do not fit on a sheet: %(most)s at most.")
            % {"count": len(wish.votes), "most": MOST_VOTES}
        )
    if wish.votes and wish.tiles:
        raise SheetRefused(_("Tiles have no voting boxes: print them on a sheet of their own."))
    if wish.tiles and PAPERS[wish.tiles].long_mm >= PAPERS[wish.paper_name].long_mm:
        raise SheetRefused(
            _("Tiles of %(tile)s are not smaller than the map (%(paper)s).")
            % {"tile": wish.tiles, "paper": wish.paper_name}
        )
    title, subtitle = _checked_words("title", wish.title or site_title), _checked_words("subtitle", wish.subtitle)
    votes = tuple(_checked_words("vote", vote) for vote in wish.votes)
    return Order(title, PAPERS[wish.paper_name], legends()[wish.legend_key], wish.style, wish.portrait,
                 subtitle, votes)  # fmt: skip


def _checked_words(kind: str, typed: str) -> str:
    """What will be printed: our letters have one width of space that does not break."""
    words = typed.replace("\u202f", "\u00a0").strip()
    if len(words) > LONGEST[kind]:
        raise SheetRefused(
            _("“%(words)s” has %(count)s letters: %(most)s at most.")
            % {"words": words[:20] + "…", "count": len(words), "most": LONGEST[kind]}
        )
    if kind == "vote" and not words:
        raise SheetRefused(_("A voting box needs its question."))
    if missing := unprintable(words):
        raise SheetRefused(_("Signs that cannot be printed: %(signs)s") % {"signs": " ".join(missing)})
    return words


def checked_bounds(text: str) -> Box:
    """West, south, east, north. Raises SheetRefused."""
    values = _numbers(text, 4, "--bounds W,S,E,N")
    west, south, east, north = values
    if not (west < east and south < north):
        raise SheetRefused(_("The bounds are upside down: west before east, south before north."))
    _check_degrees([(west, south), (east, north)])
    return west, south, east, north


def checked_centre(text: str) -> tuple[float, float]:
    """Longitude, latitude. Raises SheetRefused."""
    longitude, latitude = _numbers(text, 2, "--centre LON,LAT")
    _check_degrees([(longitude, latitude)])
    return longitude, latitude


def checked_scale(text: str) -> int:
    """The denominator of 1:10000, 1/10 000 or 10000. Raises SheetRefused."""
    tidy = re.sub(r"[\s\u00a0\u202f_]", "", text)
    found = re.fullmatch(r"(?:1[:/])?(\d{1,9})", tidy)
    if found is None:
        raise SheetRefused(_("“%(text)s” is not a scale: write 1:10000.") % {"text": text})
    scale = int(found[1])
    if not LARGEST_SCALE <= scale <= SMALLEST_SCALE:
        raise SheetRefused(
            _("1:%(scale)s is not a scale for a table: between 1:%(most)s and 1:%(least)s.")
            % {"scale": scale, "most": LARGEST_SCALE, "least": SMALLEST_SCALE}
        )
    return scale


def read_drawings(path: Path) -> list[Overlay]:
    """Features of a GeoJSON file. Raises SheetRefused."""
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
        return [Overlay.from_geojson(feature) for feature in said["features"] if feature.get("geometry")]
    except OSError as error:
        raise SheetRefused(_("%(file)s cannot be read.") % {"file": path.name}) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SheetRefused(_("%(file)s is not a GeoJSON collection of features.") % {"file": path.name}) from error


def _numbers(text: str, count: int, hint: str) -> list[float]:
    try:
        values = [float(part) for part in text.split(",")]
    except ValueError:
        values = []
    if len(values) != count:
        raise SheetRefused(
            _("“%(text)s” is not a place: %(hint)s, in degrees, separated by commas.") % {"text": text, "hint": hint}
        )
    return values


def _check_degrees(places: list[tuple[float, float]]) -> None:
    for longitude, latitude in places:
        if not (-180 <= longitude <= 180 and -90 < latitude < 90):
            raise SheetRefused(
                _("%(longitude)s,%(latitude)s is not on the Earth: longitude first, then latitude, in degrees.")
                % {"longitude": longitude, "latitude": latitude}
            )
