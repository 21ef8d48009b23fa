"""`atelier perimeter …`: the scale a project gives itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from atelier.engines.exchange.refusals import FileRefused
from atelier.engines.perimeter.refusals import PerimeterRefused

if TYPE_CHECKING:
    from atelier.engines.perimeter.perimeter import Wish
    from atelier.engines.perimeter.shapes import Perimeter

COLLEGES = ("elected", "technical", "state", "economic", "civil", "inhabitant")


@click.group()
def perimeter() -> None:
    """The scale a project gives itself, from what was drawn."""
    import django

    django.setup()


@perimeter.command("from")
@click.argument("drawings", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="perimeter.json")
@click.option("--share", type=float, default=0.8, show_default=True, help="Of the drawings, for the smallest set.")
@click.option("--by", type=click.Choice(["population", "area"]), default="population", show_default=True)
@click.option("--site", default="", help="Site of the data folder, for outlines in full detail: dieppe…")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Another data folder.")
@click.option("--communes-present", default="", help="INSEE codes at the table, between commas.")
@click.option("--colleges-present", default="", help=f"Among {', '.join(COLLEGES)}, between commas.")
def from_drawings(drawings: Path, out: Path, data: Path | None, site: str, **asked: str) -> None:
    """Communes and EPCI that a GeoJSON of drawings touches, and the perimeters it suggests."""
    from django.conf import settings

    from atelier.engines.perimeter.perimeter import perimeter_of
    from atelier.territories.relevant_scale import as_json, country_around, drawings_of

    folder = data or settings.DATA_DIR
    if site and not (folder / "sites" / site / "communes.geojson").is_file():
        raise click.ClickException(f"There is no site “{site}” in {folder}.")
    if not out.parent.is_dir():
        raise click.ClickException(f"There is no folder {out.parent}.")
    try:
        drawn, left_out = drawings_of(drawings)
        found = perimeter_of(drawn, country_around(drawn, folder, site=site), _wish(asked))
    except FileRefused as refused:
        raise click.ClickException(f"This is not GeoJSON that can be read ({refused.code}).") from refused
    except PerimeterRefused as refused:
        raise click.ClickException(refused.sentence) from refused
    found.left_out = left_out
    out.write_bytes(as_json(found))
    _tell(found)


def _wish(asked: dict[str, str]) -> Wish:
    from atelier.engines.perimeter.perimeter import Present, Wish

    communes, colleges = _listed(asked["communes_present"]), _listed(asked["colleges_present"])
    if unknown := [college for college in colleges if college not in COLLEGES]:
        raise click.ClickException(f"There is no college “{unknown[0]}”. There are: {', '.join(COLLEGES)}.")
    present = Present(communes, colleges, COLLEGES if colleges else ()) if communes or colleges else None
    return Wish(float(asked["share"]), asked["by"], present)  # type: ignore[arg-type]


def _listed(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _tell(found: Perimeter) -> None:
    click.echo(f"{found.drawings} drawings, {len(found.communes)} communes, {len(found.epcis)} EPCI")
    for one in found.epcis:
        click.echo(f"{one.share:>6.1%}  {one.name or 'in no EPCI'}")
    if found.outside > 0:
        click.echo(f"{found.outside:>6.1%}  in no commune (at sea, abroad)")
    if found.smallest:
        proof = "proved smallest" if found.smallest.is_proved else f"at least {found.smallest.at_least} are needed"
        click.echo(f"{len(found.smallest.communes)} communes hold {found.smallest.share:.1%} ({proof})")
        click.echo(f"fit with {found.smallest.fit.name or 'no EPCI'}: {found.smallest.fit.value:.2f}")
    else:
        click.echo(f"no single perimeter, {found.no_smallest}")
    if found.left_out:
        click.echo(f"left out, for want of a place: {len(found.left_out)}", err=True)
