"""How each kind of database gives a whole copy of itself while people work, and takes one back."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from atelier.site.backup.errors import Damaged, ToolFailed, ToolMissing

NAME = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def copy_database(to: Path) -> None:
    """A whole and consistent copy, readers and writers going on meanwhile."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(to)) as copy:
            connection.connection.backup(copy, pages=2_000, sleep=0.01)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=public", f"--file={to}")


def replace_database(fresh: Path) -> str:
    """Put `fresh` in place of what is there; where the former one is kept, in a sentence ("" if there was none)."""
    connection.close()
    return _replace_sqlite(fresh) if connection.vendor == "sqlite" else _replace_postgresql(fresh)


def _replace_sqlite(fresh: Path) -> str:
    with contextlib.closing(sqlite3.connect(fresh)) as copy:
        is_whole = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    if not is_whole:
        raise Damaged(name=fresh.name)
    path = Path(settings.DATABASES["default"]["NAME"])
    kept = ""
    if path.exists():
        with contextlib.closing(sqlite3.connect(path)) as former:
            former.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        aside = path.with_name(f"{path.name}.before-{_stamp()}")
        path.rename(aside)
        kept = _("The former database is kept in %(place)s.") % {"place": aside}
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    shutil.move(fresh, path)
    return kept


def _replace_postgresql(fresh: Path) -> str:
    """Restored into a new schema; the former one, renamed, comes back if anything fails."""
    aside = f"before_{_stamp()}"
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER SCHEMA public RENAME TO "{aside}"')
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    try:
        _run("pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error",
             "--schema=public", f"--dbname={_connection()['NAME']}", str(fresh))  # fmt: skip
    except ToolFailed:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute(f'ALTER SCHEMA "{aside}" RENAME TO public')
        raise
    return _("The former database is kept in the schema %(place)s.") % {"place": aside}


def _run(tool: str, *arguments: str) -> None:
    """PostgreSQL's own tool, on our database; its password goes by the environment, never by the command."""
    if not shutil.which(tool):
        raise ToolMissing(tool=tool)
    given = _connection()
    where = [f"--host={given['HOST'] or '/var/run/postgresql'}", f"--username={given['USER']}", "--no-password"]
    where += [f"--port={given['PORT']}"] if given["PORT"] else []
    where += [f"--dbname={given['NAME']}"] if tool == "pg_dump" else []
    done = subprocess.run(  # noqa: S603  (no shell; every word is ours or a setting's)
        [tool, *where, *arguments],
        env={**os.environ, "PGPASSWORD": given["PASSWORD"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()[-1:] or [str(done.returncode)]
        raise ToolFailed(tool=tool, words=words[0])


def _connection() -> dict[str, Any]:
    return settings.DATABASES["default"]


def _stamp() -> str:
    return time.strftime("%Y%m%d_%H%M%S")
