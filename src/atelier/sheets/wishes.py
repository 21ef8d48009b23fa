"""What was typed, read and checked: places, scale, words, files. Every refusal is a sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atelier.engines.cartography import Overlay, Style
from atelier.engines.cartography.frame import Box
from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.sheets import Order
from atelier.engines.typesetting.letters import unprintable
from atelier.sheets.errors import SheetRefused

LARGEST_SCALE, SMALLEST_SCALE = 200, 2_000_000
MOST_VOTES = 6
LONGEST = {"title": 70, "subtitle": 110, "vote": 60}


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


def checked_order(wish: Wish, site_title: str) -> Order:
    """The order of a wish. Raises SheetRefused."""
    if wish.out.suffix.lower() != ".pdf":
        raise SheetRefused(f"{wish.out.name}: name the sheet .pdf")
    for file in (wish.out, wish.described):
        if file is not None and not file.absolute().parent.is_dir():
            raise SheetRefused(f"There is no folder {file.parent}: make it first.")
    if len(wish.votes) > MOST_VOTES:
        raise SheetRefused(f"{len(wish.votes)} voting boxes do not fit on a sheet: {MOST_VOTES} at most.")
    if wish.votes and wish.tiles:
        raise SheetRefused("Tiles have no voting boxes: print them on a sheet of their own.")
    if wish.tiles and PAPERS[wish.tiles].long_mm >= PAPERS[wish.paper_name].long_mm:
        raise SheetRefused(f"Tiles of {wish.tiles} are not smaller than the map ({wish.paper_name}).")
    title, subtitle = _checked_words("title", wish.title or site_title), _checked_words("subtitle", wish.subtitle)
    votes = tuple(_checked_words("vote", vote) for vote in wish.votes)
    return Order(title, PAPERS[wish.paper_name], legends()[wish.legend_key], wish.style, wish.portrait,
                 subtitle, votes)  # fmt: skip


def _checked_words(kind: str, typed: str) -> str:
    """What will be printed: our letters have one width of space that does not break."""
    words = typed.replace("\u202f", "\u00a0").strip()
    if len(words) > LONGEST[kind]:
        raise SheetRefused(f"The {kind} has {len(words)} letters: {LONGEST[kind]} at most.")
    if kind == "vote" and not words:
        raise SheetRefused("A voting box needs its question.")
    if missing := unprintable(words):
        raise SheetRefused(f"The {kind} has signs that cannot be printed: {' '.join(missing)}")
    return words


def checked_bounds(text: str) -> Box:
    """West, south, east, north. Raises SheetRefused."""
    values = _numbers(text, 4, "--bounds W,S,E,N")
    west, south, east, north = values
    if not (west < east and south < north):
        raise SheetRefused("The bounds are upside down: west before east, south before north.")
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
        raise SheetRefused(f"“{text}” is not a scale: write 1:10000.")
    scale = int(found[1])
    if not LARGEST_SCALE <= scale <= SMALLEST_SCALE:
        raise SheetRefused(f"1:{scale} is not a scale for a table: between 1:{LARGEST_SCALE} and 1:{SMALLEST_SCALE}.")
    return scale


def read_drawings(path: Path) -> list[Overlay]:
    """Features of a GeoJSON file. Raises SheetRefused."""
    try:
        said: Any = json.loads(path.read_text(encoding="utf-8"))
        return [Overlay.from_geojson(feature) for feature in said["features"] if feature.get("geometry")]
    except OSError as error:
        raise SheetRefused(f"{path} cannot be read.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SheetRefused(f"{path.name} is not a GeoJSON collection of features.") from error


def _numbers(text: str, count: int, hint: str) -> list[float]:
    try:
        values = [float(part) for part in text.split(",")]
    except ValueError:
        values = []
    if len(values) != count:
        raise SheetRefused(f"“{text}” is not a place: {hint}, in degrees, separated by commas.")
    return values


def _check_degrees(places: list[tuple[float, float]]) -> None:
    for longitude, latitude in places:
        if not (-180 <= longitude <= 180 and -90 < latitude < 90):
            raise SheetRefused(
                f"{longitude},{latitude} is not on the Earth: longitude first, then latitude, in degrees."
            )
