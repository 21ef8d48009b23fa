"""`atelier themes …`: ideas gathered by the words they share, without the database."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from atelier.engines.themes.refusals import CardsRefused


@click.group()
def themes() -> None:
    """Ideas gathered by the words they share."""


@themes.command()
@click.argument("cards", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="groups.json")
@click.option("--previous", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Groups to start from.")
@click.option("--near", "near_m", type=click.FloatRange(min=0), default=0.0, help="Metres within which places count.")
@click.option(
    "--fineness", type=click.FloatRange(0.5, 10), default=2.0, show_default=True, help="More: smaller groups."
)
def group(cards: Path, out: Path, previous: Path | None, near_m: float, fineness: float) -> None:
    """Group the cards of a CSV (columns id, texte, and lon, lat if they have places).

    With --previous, groups renamed by the facilitator and those with moved cards keep what they hold.
    """
    from atelier.engines.themes.cards import read_cards, read_groups
    from atelier.engines.themes.grouping import Wish, group_cards

    try:
        before = read_groups(previous) if previous else None
        found = group_cards(read_cards(cards), wish=Wish(fineness, near_m), previous=before)
    except CardsRefused as refused:
        raise click.ClickException(refused.sentence) from refused
    if not out.parent.is_dir():
        raise click.ClickException(f"There is no folder {out.parent}.")
    out.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    click.echo(found.said)
    for one in found.groups:
        click.echo(f"{len(one.cards):>5}  {one.name}")
