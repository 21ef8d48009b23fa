"""`atelier scenarios …`: what fits stated means, without the database."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from atelier.engines.scenarios.refusals import ScenarioRefused
from atelier.engines.scenarios.shapes import Action, Choice, LeftOut


@click.group()
def scenarios() -> None:
    """What fits stated means, what no longer does, and why."""


@scenarios.command()
@click.argument("actions", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--budget", default="", help="Euros: 90000, or 2027=40000,2028=50000.")
@click.option("--days", default="", help="Person-days: 120, or 2027=60,2028=60.")
@click.option("--impose", multiple=True, metavar="ID", help="Take this action whatever it costs the others.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="choice.json")
def choose(actions: Path, budget: str, days: str, impose: tuple[str, ...], out: Path) -> None:
    """The choice of most value among ACTIONS, a CSV (id, value, euros or euros_2027…, days…, needs, choices, wish)."""
    from atelier.engines.scenarios.choosing import choose as choose_among
    from atelier.engines.scenarios.choosing import imposing
    from atelier.engines.scenarios.reading import read_actions, read_means

    try:
        read = read_actions(actions)
        for identifier in impose:
            read = imposing(read, identifier)
        found = choose_among(read, read_means(euros=budget, days=days))
    except ScenarioRefused as refused:
        raise click.ClickException(refused.sentence) from refused
    if not out.parent.is_dir():
        raise click.ClickException(f"There is no folder {out.parent}.")
    out.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    _tell(found, {one.id: one for one in read})
    if found.status == "impossible":
        raise SystemExit(1)


def _tell(found: Choice, by_id: dict[str, Action]) -> None:
    for left in found.refused:
        click.echo(f"Cannot be: {_why(left)}", err=True)
    if found.status == "bounded":
        click.echo(f"The search was cut short: no choice is worth more than {found.bound}.", err=True)
    click.echo(f"{len(found.chosen)} actions fit, worth {found.value}; {len(found.left_out)} are left out.")
    for identifier in found.chosen:
        click.echo(f"  yes  {identifier}  {by_id[identifier].title}")
    for left in found.left_out:
        click.echo(f"  no   {_why(left)}")


def _why(left: LeftOut) -> str:
    missing = ", ".join(f"{one.amount} {one.kind}{f' in {one.year}' if one.year else ''}" for one in left.missing)
    words = {
        "barred": "it is set aside, or needs what is",
        "alternative": f"another of the same choice is taken: {', '.join(left.by)}",
        "dependency": f"with what it needs ({', '.join(left.together)}) there lacks {missing}",
        "means": f"there lacks {missing}",
        "no_value": "it would fit, but nobody said it is wanted",
    }
    return f"{left.id or ', '.join(left.together)}: {words[left.why]}"
