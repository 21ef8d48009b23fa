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
    out.write_bytes(EXPORTS[kind].write(_found(code), with_names=True))
    click.echo(str(out))


@table.command(name="import")
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--overlay", required=True, help="Name of the sheet; a new one when there is none of that name.")
@click.option("--pencil", "keys", multiple=True, help="Key of a pencil, for what it draws; several may be given.")
@click.option("--text", default="", help="Attribute kept as the words of each object.")
@click.option("--crs", default="", help="Projection, where the file does not say it: EPSG:2154…")
@click.option("--dry-run", is_flag=True, help="Say what would be laid and what is wrong, lay nothing.")
def import_file(code: str, file: Path, overlay: str, keys: tuple[str, ...], text: str, crs: str, dry_run: bool) -> None:
    """Lay FILE (GeoJSON, GeoPackage, KML, GPX, zipped Shapefile, CSV) on an overlay of the table CODE."""
    from atelier.tables.importing.command import import_from_command

    import_from_command(_found(code), file, overlay=overlay, keys=keys, text=text, crs=crs, dry_run=dry_run)


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
