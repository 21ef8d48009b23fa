"""From the running house to one file."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from atelier import __version__
from atelier.site.backup.archive import DATABASE, FILES, FORMAT, Manifest, fingerprint, write
from atelier.site.backup.databases import copy_database

# Made again by itself, or of no use tomorrow. Everything else of var/ is saved, known to us or not.
LEFT_OUT = {"static", "drawn", "jobs", "imports", "services", "pictures", ".messages", "open.lock"}
BEFORE = ".before-"


def make(out: Path) -> Manifest:
    """Save database and files to `out`. People may go on working: what they do meanwhile is in the next one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=out.parent) as folder:
        database = Path(folder) / DATABASE
        copy_database(database)
        sources = {DATABASE: database} | {FILES + name: path for name, path in files_of_var().items()}
        manifest = Manifest(
            format=FORMAT,
            made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            software=__version__,
            database=connection.vendor,
            migrations=sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()),
            files={name: fingerprint(path) for name, path in sources.items()},
        )
        write(out, manifest, sources)
    return manifest


def files_of_var() -> dict[str, Path]:
    """name → file of var/, without the database, what is made again, and what was put aside."""
    var = Path(settings.VAR_DIR)
    database = Path(settings.DATABASES["default"]["NAME"]).name if connection.vendor == "sqlite" else ""
    found: dict[str, Path] = {}
    for folder, folders, names in os.walk(var, followlinks=True):
        if Path(folder) == var:
            folders[:] = [name for name in folders if name not in LEFT_OUT and not name.startswith(".backup-")]
            names = [name for name in names if name not in LEFT_OUT and not _is_database(name, database)]
        for name in sorted(names):
            path = Path(folder) / name
            found[path.relative_to(var).as_posix()] = path
    return found


def _is_database(name: str, database: str) -> bool:
    return bool(database) and (name in {database, f"{database}-wal", f"{database}-shm"} or BEFORE in name)
