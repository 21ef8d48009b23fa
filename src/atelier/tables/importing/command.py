"""`atelier table import`: the same reading and the same laying, told in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from django.db import transaction

from atelier.ateliers.commands import take_seat
from atelier.ateliers.models import Seat
from atelier.common.audit import System
from atelier.engines.exchange.reading import Reading
from atelier.engines.exchange.refusals import FileRefused
from atelier.people.enums import College
from atelier.tables.commands import sit_down
from atelier.tables.importing.jobs import read_for
from atelier.tables.importing.laying import Wish, default_pencil, default_text, lay_reading
from atelier.tables.importing.sentences import FileNotRead, problem_sentence
from atelier.tables.models import Table

MOST_TOLD = 50
HAND = "Import"


def import_from_command(
    table: Table, file: Path, *, overlay: str, keys: Sequence[str], text: str, crs: str, dry_run: bool
) -> None:
    """Raises ClickException with a sentence when nothing can be laid."""
    if crs and not _is_projection(crs):
        raise click.ClickException(f"Unknown projection: {crs}. Say it like EPSG:2154.")
    try:
        reading = read_for(table, file, name=file.stem, crs=crs)
    except FileRefused as refused:
        raise click.ClickException(FileNotRead(refused).sentence) from None
    wish = Wish(None, overlay, _pencils(table, keys), text or default_text(reading.fields))
    _tell(reading)
    if dry_run or not reading.parts:
        click.echo("Nothing was laid.")
        return
    outcome = lay_reading(table, reading, wish, seat=_hand_of_the_house(table))
    click.echo(f"{outcome.laid} laid on {outcome.overlay}; {outcome.already} already there; {outcome.refused} refused.")


def _is_projection(crs: str) -> bool:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return bool(CRS(crs))
    except CRSError:
        return False


def _pencils(table: Table, keys: Sequence[str]) -> dict[str, str]:
    """Shape → key: those given for what they draw, the proposed ones for the rest."""
    pencils = list(table.pencils.all())
    known = {pencil.key: pencil.shape for pencil in pencils}
    if unknown := [key for key in keys if known.get(key) not in {"stroke", "area", "mark"}]:
        raise click.ClickException(f"No pencil draws with the key {unknown[0]}. There are: {', '.join(known)}.")
    return {shape: default_pencil(pencils, shape) for shape in ("stroke", "area", "mark")} | {
        str(known[key]): key for key in keys
    }


def _tell(reading: Reading) -> None:
    counts = Counter(part.shape for part in reading.parts)
    shapes = ", ".join(f"{count} {shape}" for shape, count in counts.items()) or "nothing to draw"
    click.echo(f"{reading.kind}, {reading.features} features, {'; '.join(reading.crs)}: {shapes}")
    for problem in reading.problems[:MOST_TOLD]:
        place = f"{problem.feature}: " if problem.feature else ""
        click.echo(f"  {place}{problem_sentence(problem.code, problem.values)}", err=True)
    if more := len(reading.problems) - MOST_TOLD:
        click.echo(f"  … and {more} more" if more > 0 else "", err=True, nl=more > 0)


@transaction.atomic
def _hand_of_the_house(table: Table) -> Seat:
    """The seat in whose name the command line draws: one a workshop, of the team."""
    seats = Seat.objects.of(table.workshop.atelier_id).filter(workshop=table.workshop, account=None, removed_at=None)
    seat = seats.filter(name=HAND, college=College.TEAM).first()
    if seat is None:
        seat = take_seat(table.workshop, name=HAND, college=College.TEAM, by=System())
    sit_down(table, seat, by=System())
    return seat
