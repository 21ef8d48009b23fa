"""`atelier programme …`: the archive of the programme."""

from __future__ import annotations

from pathlib import Path

import click

ARCHIVE = Path("programme/archive-v1.jsonl")  # in the data folder


@click.group()
def programme() -> None:
    """Sessions, catalogue, timeline and library."""
    import django

    django.setup()


@programme.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--overwrite", is_flag=True, help="Take the file's word on what was changed by hand since.")
def import_(file: Path | None, overwrite: bool) -> None:
    """Bring the programme in line with FILE (by default the archive shipped with Atelier); nothing is half written."""
    from django.conf import settings
    from django.utils.translation import gettext as _

    from atelier.common.audit import System
    from atelier.programme.archive.writing import import_archive

    told = import_archive(file or settings.DATA_DIR / ARCHIVE, by=System(), overwrites=overwrite)
    if told.problems:
        for problem in told.problems:
            click.echo(str(problem), err=True)
        raise click.ClickException(_("Nothing was written: put these lines right, then start again."))
    words = {"added": told.added.total(), "changed": told.changed.total(), "same": told.same}
    click.echo(_("%(added)s added, %(changed)s changed, %(same)s already the same.") % words)
    if told.kept:
        click.echo(_("Changed by hand since, and left alone: %(titles)s.") % {"titles": ", ".join(told.kept)})
