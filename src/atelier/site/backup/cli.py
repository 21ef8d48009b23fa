"""`atelier backup …`: save the house, look at what was saved, put it back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from atelier.site.backup.archive import Manifest

FILE = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


@click.group()
def backup() -> None:
    """The whole house in one file: database, keys, maps, what people sent."""
    import django

    django.setup()


@backup.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(1), help="Of a folder's backups, keep this many of the last.")
def make(out: Path, keep: int | None) -> None:
    """Save to OUT, a file or a folder where it gets a dated name. The house may stay open."""
    from atelier.site.backup.making import make as save
    from atelier.site.backup.naming import dated, forget_older

    target = dated(out) if out.is_dir() else out
    with sentences():
        manifest = save(target)
        click.echo(f"{target}  {summary(manifest)}")
        if keep and out.is_dir():
            for old in forget_older(out, keep):
                click.echo(f"{old.name}: removed")


@backup.command()
@FILE
def check(file: Path) -> None:
    """Read the whole of FILE and compare it with its fingerprints; changes nothing."""
    from atelier.site.backup.restoring import check as read

    with sentences():
        click.echo(summary(read(file)))


@backup.command()
@FILE
@click.option("--replace", is_flag=True, help="Even where there are ateliers: the former database is put aside.")
def restore(file: Path, replace: bool) -> None:
    """Put FILE back. Stop the servers first; start them after."""
    from django.utils.translation import gettext as _

    from atelier.site.backup.restoring import restore as put_back

    with sentences():
        if kept := put_back(file, replace=replace):
            click.echo(kept)
        click.echo(_("Restored. Start Atelier again: screens still open keep what they have not sent."))


@contextmanager
def sentences() -> Iterator[None]:
    from atelier.common.errors import DomainError

    try:
        yield
    except DomainError as error:
        raise click.ClickException(error.sentence) from error


def summary(manifest: Manifest) -> str:
    size = sum(piece.bytes for piece in manifest.files.values())
    return f"{manifest.made_at}  {manifest.database}  {len(manifest.files)} files  {size / 1e6:.1f} MB"
