"""`atelier paper …`: sheets to draw on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from atelier.engines.cartography.inks import STYLES
from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS


@click.group()
def paper() -> None:
    """Sheets of paper to draw on."""


@paper.command()
@click.option("--site", "slug", required=True, help="Site of the data folder: dieppe…")
@click.option("--bounds", help="W,S,E,N in degrees: the largest round scale that holds them.")
@click.option("--centre", help="LON,LAT in degrees, with --scale.")
@click.option("--scale", help="1:10000")
@click.option("--paper", "paper_name", type=click.Choice([*PAPERS]), default="A3", show_default=True)
@click.option("--portrait", is_flag=True, help="Upright.")
@click.option("--style", type=click.Choice(STYLES), default="pale", show_default=True)
@click.option("--legend", "legend_key", type=click.Choice([*legends()]), default="diagnosis", show_default=True)
@click.option("--title", default="", help="In the band above the map; the name of the site otherwise.")
@click.option("--subtitle", default="", help="Under the title: the workshop, its date.")
@click.option("--vote", "votes", multiple=True, help="A question with its box for stickers; six at most.")
@click.option("--tiles", type=click.Choice(["A4", "A3"]), help="Print the map on several sheets of this format.")
@click.option("--photo", type=click.Path(path_type=Path, dir_okay=False), help="Georeferenced picture, for photo.")
@click.option("--drawings", type=click.Path(path_type=Path, dir_okay=False), help="GeoJSON laid over the map.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="sheet.pdf")
@click.option("--describe", "described", type=click.Path(path_type=Path, dir_okay=False), help="sheet.json")
def sheet(slug: str, out: Path, described: Path | None, **asked: object) -> None:
    """Make a sheet of a site: a map at true scale, markers, a legend of felt pens.

    Give --bounds, or --centre and --scale.
    """
    import django

    django.setup()
    from atelier.common.errors import DomainError
    from atelier.sheets.making import Wish, make_sheet

    try:
        made = make_sheet(Wish(slug=slug, out=out, described=described, **asked))  # type: ignore[arg-type]
    except DomainError as error:
        raise click.ClickException(error.sentence) from error
    out.write_bytes(made.pdf)
    if described is not None:
        described.write_text(json.dumps(made.description, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(made.summary)
    for remark in made.remarks:
        click.echo(remark, err=True)


@paper.command()
@click.argument("photos", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--sheets", type=click.Path(path_type=Path, file_okay=False, exists=True), default=".", show_default=True,
              help="Folder of the sheets: sheet.json and their PDF.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder of the results.")
@click.option("--again", is_flag=True, help="Read again what was already read.")
@click.option(
    "--jobs", type=click.IntRange(1, 16), help="Photographs read at once; two by default, where there are cores."
)
def read(photos: tuple[Path, ...], sheets: Path, out: Path, *, again: bool, jobs: int | None) -> None:
    """Read photographs of sheets: a GeoJSON and the picture from above for each.

    Photographs of one sheet are compared in the order given: what appeared, what disappeared.
    """
    from atelier.sheets.reading import read_photographs

    refused = 0
    wanted = jobs or min(2, os.cpu_count() or 1, (len(photos) + 1) // 2)
    for outcome in read_photographs(photos, sheets, out, again=again, jobs=wanted):
        refused += outcome.is_refused
        click.echo(f"{outcome.photo.name}: {outcome.line}", err=outcome.is_refused)
        for remark in outcome.remarks:
            click.echo(f"{outcome.photo.name}: {remark}", err=True)
    if refused:
        raise click.exceptions.Exit(1)
