"""The two jobs of an import: read the file, then, when its facilitator says so, lay it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop

from atelier.ateliers.models import Seat
from atelier.common.jobs import Progress
from atelier.engines.exchange.reading import Reading, read_file
from atelier.engines.exchange.refusals import FileRefused
from atelier.tables.importing.laying import Wish, default_pencil, lay_reading, require_keeper
from atelier.tables.importing.picture import bounds_to_show, draw_picture
from atelier.tables.importing.sentences import FileNotRead
from atelier.tables.importing.store import Pending
from atelier.tables.models import Table
from atelier.territories.outlines import outlines
from atelier.territories.queries import communes_in, site


def read_job(progress: Progress, *, table: str, pending: str, name: str, crs: str, **_urls: str) -> None:
    """The file becomes a preview. A file that cannot be read fails with its sentence, and is forgotten."""
    folder = Pending(table, pending)
    found = _table(table)
    progress.at(2, gettext_noop("Opening the file…"))
    try:
        reading = read_for(found, folder.upload, name=name, crs=crs, progress=progress)
    except FileRefused as refused:
        folder.forget()
        raise FileNotRead(refused) from refused
    progress.at(85, gettext_noop("Drawing the preview…"))
    picture, shown = picture_of(found, reading)
    folder.keep(name, reading, picture, shown)


def lay_job(progress: Progress, *, table: str, pending: str, seat: int, wish: Mapping[str, Any], **_urls: str) -> None:
    """The reading enters the journal. Stopped before it is written, nothing is; after, everything."""
    folder = Pending(table, pending)
    if folder.outcome():
        return
    found = _table(table)
    # everywhere: the view that started this job gave the seat of who asked
    keeper = Seat.everywhere.select_related("account").get(pk=seat)
    require_keeper(found, keeper)
    progress.at(10, gettext_noop("Opening what was read…"))
    reading = folder.reading()
    progress.at(30, gettext_noop("Laying %(count)s objects…"), count=len(reading.parts))
    folder.end(lay_reading(found, reading, Wish(**wish), seat=keeper))


def read_for(table: Table, path: Path, *, name: str, crs: str = "", progress: Progress | None = None) -> Reading:
    """Read a file for a table's site. Raises FileRefused."""

    def told(done: int, of: int) -> None:
        if progress:
            progress.at(20 + 60 * done // of, gettext_noop("Reading: %(done)s of %(of)s objects…"), done=done, of=of)

    area = site(table.workshop.atelier.site).max_bounds
    return read_file(path, name=name, area=area, forced_crs=crs, told=told)


def picture_of(table: Table, reading: Reading) -> tuple[bytes, int]:
    """(SVG, how many objects it shows), in the colours of the pencils that are proposed."""
    place = site(table.workshop.atelier.site)
    bounds = bounds_to_show(reading.parts, place.bounds, place.max_bounds)
    pencils = list(table.pencils.all())
    by_key = {pencil.key: pencil.color for pencil in pencils}
    colors = {shape: by_key[default_pencil(pencils, shape)] for shape in ("area", "stroke", "mark")}
    names = {commune.code: commune.name for commune in communes_in(*bounds)}
    communes = [(names[code], outline) for code, outline in outlines(names).items()]
    return draw_picture(reading.parts, colors=colors, communes=communes, bounds=bounds)


def _table(pk: str) -> Table:
    # everywhere: the view that started this job has asked for the table
    return Table.everywhere.select_related("workshop__atelier").get(pk=pk)
