"""`atelier agreement …`: from votes to who agrees."""

from __future__ import annotations

import json
from pathlib import Path

import click

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def agreement() -> None:
    """Votes on statements: what is shared, what sets groups apart."""


@agreement.command()
@click.argument("votes", type=FILE)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="groups.json")
@click.option("--statements", type=FILE, help="CSV statement,moderated: -1 puts a statement aside.")
@click.option("--participants", type=FILE, help="CSV participant,college, if the votes do not say the college.")
@click.option("--k", "number", type=click.IntRange(min=1, max=20), help="Impose the number of groups.")
@click.option("--small-under", type=click.IntRange(min=0), default=50, show_default=True,
              help="Fewer people than this are counted by college, without groups.")  # fmt: skip
@click.option("--previous", type=FILE, help="The groups.json of before: people keep the letter of their group.")
@click.option("--draws", type=click.IntRange(min=1, max=1000), default=40, show_default=True,
              help="How many times the stability of groups is tried.")  # fmt: skip
def groups(
    votes: Path,
    out: Path,
    statements: Path | None,
    participants: Path | None,
    number: int | None,
    small_under: int,
    previous: Path | None,
    draws: int,
) -> None:
    """Who agrees in VOTES, a CSV participant,statement,vote (1 agree, -1 disagree, 0 pass).

    What was not seen has no line; the last of two votes counts.
    """
    from atelier.agreement import sentences
    from atelier.agreement.files import letters_of, read_all
    from atelier.engines.agreement.refusals import VotesRefused
    from atelier.engines.agreement.report import agreement as agreement_of

    try:
        read, college = read_all(votes, statements, participants)
        before = letters_of(previous) if previous else {}
        report = agreement_of(read, college, groups=number, small_under=small_under, previous=before, draws=draws)
    except VotesRefused as refused:
        raise click.ClickException(sentences.refusal(refused)) from refused
    _written(out, json.dumps(report, ensure_ascii=False, indent=1))
    for line in sentences.lines(report):
        click.echo(line)
    for line in sentences.warnings(report):
        click.echo(line, err=True)


@agreement.command()
@click.argument("drawings", type=FILE)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="zones.geojson")
@click.option("--opposite", "opposites", multiple=True, metavar="MEANING=MEANING",
              help="Two meanings that contradict each other; several may be given.")  # fmt: skip
@click.option("--reach", "reach_m", type=click.FloatRange(min=1, max=5000), default=50.0, show_default=True,
              help="Metres around a line or a point that count as drawn.")  # fmt: skip
def zones(drawings: Path, out: Path, opposites: tuple[str, ...], reach_m: float) -> None:
    """Where tables draw the same, or opposite, things: DRAWINGS is the GeoJSON of several tables together.

    Each feature says its `table` and its `legende`, as the files of tables do.
    """
    from atelier.agreement import sentences
    from atelier.agreement.files import pairs_of, read_drawings, write_zones
    from atelier.engines.agreement.zones import DrawingsRefused, zones_of

    try:
        found = zones_of(read_drawings(drawings), pairs_of(opposites), reach_m=reach_m)
    except DrawingsRefused as refused:
        raise click.ClickException(sentences.drawings_refusal(refused)) from refused
    _written(out, write_zones(found))
    for line in sentences.zone_lines(found):
        click.echo(line)


def _written(out: Path, text: str) -> None:
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error
