"""`atelier table …`: the tables, what comes out of them, and whether their records agree."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def table() -> None:
    """Tables: their codes, their files, their journal."""
    import django

    django.setup()


@table.command()
def codes() -> None:
    """The codes of the open tables, a line each."""
    from atelier.tables.models import Table

    # everywhere: whoever has this command has the whole database
    for one in Table.everywhere.filter(is_open=True).order_by("workshop", "ordinal"):
        click.echo(one.code)


@table.command(name="list")
def list_tables() -> None:
    """Every table: code, name, atelier, entries in its journal."""
    from atelier.tables.models import Table

    for one in Table.everywhere.select_related("workshop__atelier").order_by("workshop", "ordinal"):
        click.echo(f"{one.code}  {one.name}  ({one.workshop.atelier.title}, {one.workshop.title})  {one.last_seq}")


@table.command()
@click.argument("code")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help=".geojson, .gpkg or .csv")
def export(code: str, out: Path) -> None:
    """Write the table CODE to a file; the name's ending says which kind."""
    from atelier.tables.exports.files import EXPORTS

    kind = out.suffix.removeprefix(".")
    if kind not in EXPORTS:
        raise click.BadParameter(f"{out.name}: name it .geojson, .gpkg or .csv", param_hint="--out")
    out.write_bytes(EXPORTS[kind].write(_found(code)))
    click.echo(str(out))


@table.command()
@click.argument("code")
def verify(code: str) -> None:
    """Fold the whole journal of the table CODE and compare it with its snapshot and its contributions."""
    from atelier.tables.verifying import differences

    found = _found(code)
    if wrong := differences(found):
        raise click.ClickException("\n".join(wrong))
    click.echo(f"{found.name}: {found.last_seq} entries, no gap; snapshot and contributions agree.")


def _found(code: str):  # type: ignore[no-untyped-def]  # the model's type would need Django at import
    from atelier.tables.queries import table_with_code

    one = table_with_code(code)
    if one is None:
        raise click.ClickException(f"No table has the code {code}.")
    return one
