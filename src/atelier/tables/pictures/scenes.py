"""A table's things at chosen moments, and the ground they lie on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from django.conf import settings
from pyproj import Transformer

from atelier.engines.cartography import Frame, Ground
from atelier.engines.cartography.frame import LAMBERT_93, scale_that_holds
from atelier.engines.inking.marks import Pen
from atelier.engines.journal.operations import Entry
from atelier.engines.journal.state import TableState, Thing
from atelier.engines.journal.trace import E7
from atelier.tables.journal import entries_after
from atelier.tables.models import Table
from atelier.tables.pictures.wishes import NothingDrawn
from atelier.territories.ground import ground_of_site

ROOM, LEAST_M = 1.12, 400.0


@dataclass(frozen=True)
class Scene:
    """A table and its whole journal, read once."""

    table: Table
    entries: Sequence[Entry]
    pens: dict[str, Pen]
    overlays: list[int]

    @classmethod
    def of(cls, table: Table) -> Scene:
        pens = {pencil.key: Pen(pencil.color, pencil.width) for pencil in table.pencils.all()}
        return cls(table, entries_after(table.pk, 0), pens, [overlay.pk for overlay in table.overlays.all()])

    def ground(self) -> Ground:
        return _ground(self.table.workshop.atelier.site, settings.DATA_DIR)

    def states(self, counts: Iterable[int]) -> Iterator[tuple[int, TableState, list[Thing]]]:
        """(count, state, things touched since the one before), for counts that never fall."""
        state = TableState()
        for count in counts:
            touched: list[Thing] = []
            for entry in self.entries[state.seq : count]:
                touched += state.apply(entry)
            yield count, state, touched

    def in_order(self, things: Iterable[Thing], *, shows_erased: bool = False) -> list[Thing]:
        """What shows, sheet upon sheet; of what was erased, whole strokes only, as on the screen."""
        rank = {overlay: index for index, overlay in enumerate(self.overlays)}
        shown = [thing for thing in things if is_shown(thing, shows_erased=shows_erased)]
        return sorted(shown, key=lambda thing: rank.get(thing.overlay, 0))

    def frame(self, width_mm: float, height_mm: float, *, is_round: bool = True) -> Frame:
        """The frame that holds all that was ever drawn; at a round scale for paper. Raises NothingDrawn."""
        west, south, east, north = self._extent_m()
        centre = ((west + east) / 2, (south + north) / 2)
        across, up = (max((high - low) * ROOM, LEAST_M) for low, high in ((west, east), (south, north)))
        around = (centre[0] - across / 2, centre[1] - up / 2, centre[0] + across / 2, centre[1] + up / 2)
        exact = max(across / width_mm, up / height_mm) * 1000
        scale = scale_that_holds(around, width_mm, height_mm) if is_round else exact
        return Frame.around(centre, scale, width_mm, height_mm)

    @property
    def ratio(self) -> float:
        """Width over height of what was drawn."""
        west, south, east, north = self._extent_m()
        return max(east - west, LEAST_M) / max(north - south, LEAST_M)

    def _extent_m(self) -> tuple[float, float, float, float]:
        """Of the positions that matter: a stray one far away does not shrink the rest."""
        final = TableState()
        for entry in self.entries:
            final.apply(entry)
        traces = [thing.trace for thing in final.things.values() if len(thing.trace) > 1 and not thing.erased]
        traces = traces or [thing.trace for thing in final.things.values() if len(thing.trace) > 1]
        if not traces:
            raise NothingDrawn
        degrees = np.concatenate([np.asarray(one, dtype=np.int64).reshape(-1, 2).cumsum(axis=0) for one in traces]) / E7
        move = Transformer.from_crs(4326, LAMBERT_93, always_xy=True)
        xs, ys = move.transform(degrees[:, 0], degrees[:, 1])
        return float(np.min(xs)), float(np.min(ys)), float(np.max(xs)), float(np.max(ys))


@lru_cache(maxsize=1)
def _ground(slug: str, data: Path) -> Ground:
    """Reading a site takes seconds: the worker keeps the last one."""
    return ground_of_site(slug, data=data)


def is_shown(thing: Thing, *, shows_erased: bool) -> bool:
    return not thing.erased or (shows_erased and thing.parent is None)


def even_counts(total: int, moments: int) -> list[int]:
    """So many moments with as many gestures between each, the last one included."""
    shown = min(moments, total)
    return [round(total * (index + 1) / shown) for index in range(shown)]
