"""`atelier suitcase …`: an atelier leaves in a file, runs on a laptop without the Internet, and comes home."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from atelier.site.run import open_door

if TYPE_CHECKING:
    from atelier.suitcase.models import Exchange

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
EVERYWHERE = "0.0.0.0"  # noqa: S104  (the phones of the room must come in)


@click.group()
def suitcase() -> None:
    """An atelier in one file: pack it, open it elsewhere, merge what was done there."""
    import django

    django.setup()


@suitcase.command()
@click.argument("atelier")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def pack(atelier: str, out: Path, force: bool) -> None:
    """Pack the atelier ATELIER (the last word of its address) with its map."""
    from django.utils.translation import gettext as _

    from atelier.ateliers.models import Atelier
    from atelier.common.audit import System
    from atelier.suitcase.packing_up import pack_atelier

    found = Atelier.objects.filter(slug=atelier).first()
    if found is None:
        known = ", ".join(Atelier.objects.values_list("slug", flat=True))
        facts = {"name": atelier, "known": known or "–"}
        raise click.ClickException(_("No atelier is called %(name)s. There are: %(known)s") % facts)
    with _refusals_told():
        exchange = pack_atelier(found, out, by=System(), say=_say, is_forced=force)
    size, count = f"{out.stat().st_size / 1e6:.1f}", exchange.counts["operations"]
    click.echo(_("%(path)s: %(size)s MB, %(count)s operations.") % {"path": out, "size": size, "count": count})
    click.echo(_("It holds people’s names and the keepers’ passwords (as hashes): keep it like a key."))


@suitcase.command(name="open")
@click.argument("file", type=FILE)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="Where to listen.")
@click.option("--host", default=EVERYWHERE, show_default=True, help="127.0.0.1 keeps the phones out.")
@click.option("--no-serve", is_flag=True, help="Take it in, then stop.")
def open_file(file: Path, port: int, host: str, no_serve: bool) -> None:
    """Bring the atelier of FILE to this machine, and serve it to the room.

    Where nothing was begun it is all there is; beside other ateliers, it comes beside them; opened a second time, what
    home did since is added and what was done here stays.
    """
    from atelier.site.apart import apart

    door: socket.socket | None = None if no_serve else open_door(host, port)
    apart(partial(_take_in, file))
    if door:
        from atelier.site.server import serve

        serve(door)


def _take_in(file: Path) -> None:
    """Prepare this machine's database, and open the suitcase in it."""
    from atelier.site.prepare import NotReady, prepare_database

    try:
        prepare_database(click.echo)
    except NotReady as refusal:
        raise SystemExit(str(refusal)) from refusal
    from atelier.common.audit import System
    from atelier.suitcase.arriving import open_suitcase

    with _refusals_told():
        _tell(open_suitcase(file, by=System(), say=_say))


@suitcase.command()
@click.argument("file", type=FILE)
def merge(file: Path) -> None:
    """Bring in what FILE has and this machine has not: every operation once; what differs is listed."""
    from atelier.common.audit import System
    from atelier.suitcase.arriving import merge_suitcase

    with _refusals_told():
        _tell(merge_suitcase(file, by=System(), say=_say))


def _say(_percent: int, sentence: str) -> None:
    click.echo(sentence, err=True)


@contextmanager
def _refusals_told() -> Iterator[None]:
    """A refusal becomes its sentence and an exit code."""
    from atelier.common.errors import DomainError

    try:
        yield
    except DomainError as refused:
        raise click.ClickException(refused.sentence) from None


def _tell(exchange: Exchange) -> None:
    from atelier.suitcase.sentences import count_sentences, difference_sentence, differences_sentence

    for sentence in [*count_sentences(exchange), differences_sentence(exchange)]:
        if sentence:
            click.echo(sentence)
    for one in exchange.differences:
        click.echo(f"- {difference_sentence(one)}")
