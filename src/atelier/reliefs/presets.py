"""Places one often wants: the whole territory, its valleys and spots, its communes, what the tables drew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.geometry import Bounds
from atelier.contributions.queries import bounds_of_table
from atelier.reliefs.forms import bounds_around, place_of
from atelier.reliefs.queries import tables_with_drawings
from atelier.territories.queries import communes_in
from atelier.territories.sites import Site, site

ROOM, LEAST_ROOM_KM, MOST_COMMUNES = 1.25, 1.0, 12


@dataclass(frozen=True)
class Preset:
    """key: how an address names it. group: under which heading it stands."""

    key: str
    group: str
    name: str
    bounds: Bounds

    @property
    def place(self) -> dict[str, float]:
        return place_of(self.bounds)


def presets_of(atelier: Atelier) -> list[Preset]:
    """The first is where the form opens."""
    place = site(atelier.site)
    return [*_spots(place), Preset("tout", _("Whole"), _("The heart of the territory"), place.bounds),
            *_tables(atelier), *_communes(place)]  # fmt: skip


def _spots(place: Site) -> Iterator[Preset]:
    """`data/sites/<site>/reliefs.json`: places whose relief is worth a look."""
    path = Path(settings.DATA_DIR) / "sites" / place.slug / "reliefs.json"
    said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    for number, spot in enumerate(said, start=1):
        yield Preset(f"lieu-{number}", _("Valleys and sites"), spot["nom"], bounds_around(*spot["lieu"]))


def _tables(atelier: Atelier) -> Iterator[Preset]:
    for table in tables_with_drawings(atelier):
        drawn = bounds_of_table(atelier, str(table.pk))
        if drawn:
            yield Preset(f"table-{table.pk}", _("Around the drawings"), table.name, roomy(drawn))


def roomy(drawn: Bounds) -> Bounds:
    """With air around what is drawn, and never less than a kilometre."""
    place = place_of(drawn)
    width, depth = (max(place[side] * ROOM, LEAST_ROOM_KM) for side in ("width_km", "depth_km"))
    return bounds_around(place["lon"], place["lat"], max(width, depth * 0.6), max(depth, width * 0.6))


def _communes(place: Site) -> Iterator[Preset]:
    for commune in communes_in(*place.bounds)[:MOST_COMMUNES]:
        box = (commune.west, commune.south, commune.east, commune.north)
        known = [side for side in box if side is not None]
        if len(known) == len(box):
            west, south, east, north = known
            yield Preset(f"commune-{commune.code}", _("Communes"), commune.name, roomy((west, south, east, north)))
