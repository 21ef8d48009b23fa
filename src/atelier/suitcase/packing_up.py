"""Packing: everything of an atelier, as at one moment, in one file. Who draws meanwhile is not held up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from atelier import __version__
from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.common.carrying import kept
from atelier.suitcase.errors import OutExists, TableBusy
from atelier.suitcase.leaving import account_lines, audit_lines, contribution_lines, entry_lines, place_lines, row_lines
from atelier.suitcase.manifest import (
    ACCOUNTS,
    AUDIT,
    CONTRIBUTIONS,
    FORMAT,
    JOURNALS,
    KIND,
    ROWS,
    SITE,
    TERRITORY,
    Manifest,
)
from atelier.suitcase.models import Exchange
from atelier.suitcase.names import Names
from atelier.suitcase.scanning import copy_of, has_unnamed, scan
from atelier.suitcase.writing import Writing
from atelier.tables.queries import tables_of
from atelier.territories.packing import PLACES
from atelier.territories.sites import package_files

Say = Callable[[int, str], None]
MOST_TRIES = 5


def pack_atelier(atelier: Atelier, out: Path, *, by: Author, say: Say, is_forced: bool = False) -> Exchange:
    """Write the suitcase of an atelier to `out`, whole or not at all."""
    if out.exists() and not is_forced:
        raise OutExists(path=out)
    writing = Writing(out)
    try:
        names, counts, uid = _fill(writing, atelier, say)
    except BaseException:
        writing.abandon()
        raise
    exchange = Exchange.everywhere.create(
        atelier=names.copy.atelier, kind=Exchange.Kind.PACKED, by=by.author_ref, file_uid=uid, counts=counts
    )
    record("suitcase.packed", atelier, by=by, file=str(uid))
    return exchange


def _fill(writing: Writing, atelier: Atelier, say: Say) -> tuple[Names, dict[str, int], UUID]:
    for _try in range(MOST_TRIES):
        names = scan(copy_of(atelier))
        with one_moment():
            if has_unnamed(names):  # somebody sat down between the look and the moment: look again
                continue
            counts = _write(writing, names, say)
            manifest = _manifest(names)
        writing.close(manifest)
        return names, counts, manifest.uid
    raise TableBusy(table=atelier.title)


def _write(writing: Writing, names: Names, say: Say) -> dict[str, int]:
    atelier = names.copy.atelier
    say(5, _("Packing people and tables…"))
    counts = {one.kind: writing.lines(f"{ROWS}{one.kind}.jsonl", row_lines(one, names)) for one in kept().values()}
    writing.lines(ACCOUNTS, account_lines(names.copy))
    counts["operations"] = 0
    tables = list(tables_of(atelier))
    for number, table in enumerate(tables):
        say(10 + 60 * number // len(tables), _("Packing the journal of %(table)s…") % {"table": table.name})
        counts["operations"] += writing.lines(f"{JOURNALS}{table.pk}.jsonl", entry_lines(table, names))
    say(70, _("Packing contributions…"))
    counts["contributions"] = writing.lines(CONTRIBUTIONS, contribution_lines(names))
    counts["audit"] = writing.lines(AUDIT, audit_lines(names))
    say(80, _("Packing the map…"))
    for model in PLACES:
        writing.lines(f"{TERRITORY}{model._meta.model_name}.jsonl", place_lines(model, atelier.site))
    for path in package_files(atelier.site):
        writing.file(f"{SITE}{path.name}", path)
    return counts


def _manifest(names: Names) -> Manifest:
    copy = names.copy
    return Manifest(
        kind=KIND,
        format=FORMAT,
        software=__version__,
        packed_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        uid=uuid4(),
        identity=copy.identity,
        title=copy.atelier.title,
        site=copy.atelier.site,
        copy=copy.uid,
        home=copy.home,
        clock=copy.clock,
        seen=copy.seen,
        migrations=our_migrations(),
        members=[],
    )


def our_migrations() -> dict[str, list[str]]:
    """The migrations this software has, by room: what a file may contain is what its writer's had."""
    rooms = {one.split(".")[0] for one in kept()} | {"contributions", "suitcase"}
    found: dict[str, list[str]] = {room: [] for room in sorted(rooms)}
    for room, name in sorted(MigrationLoader(None).disk_migrations or {}):
        if room in found:
            found[room].append(name)
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """Reads inside see the database as at one moment, and hold no writer up.

    Django's atomic would take SQLite's write lock for as long as the packing lasts.
    """
    if connection.in_atomic_block:
        yield
        return
    statement = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    _run(statement)
    try:
        yield
    finally:
        _run("ROLLBACK")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
