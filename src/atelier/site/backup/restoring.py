"""From one file back to the house, whole or not at all; the former one is put aside."""

from __future__ import annotations

import tempfile
import uuid
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from atelier.site.backup.archive import (
    DATABASE,
    FILES,
    Manifest,
    extract,
    open_backup,
    read_manifest,
    verify,
)
from atelier.site.backup.databases import NAME, replace_database
from atelier.site.backup.errors import LaterVersion, LivedIn, OtherDatabase
from atelier.site.lock import closed_house


def check(path: Path) -> Manifest:
    """Read the whole of a backup, change nothing. Raises BackupUnusable."""
    with open_backup(path) as archive:
        manifest = read_manifest(archive)
        verify(archive, manifest)
    return manifest


def restore(path: Path, *, replace: bool) -> str:
    """The house as it was saved; answers where the former database was put aside.

    Raises BackupUnusable before anything is touched: damaged file, other kind of database, later version,
    a house already lived in (unless `replace`); HouseOpen while a server runs.
    """
    manifest = check(path)
    refuse_elsewhere(manifest)
    with closed_house():
        if not replace and is_lived_in():
            raise LivedIn
        var = Path(settings.VAR_DIR)
        with open_backup(path) as archive, tempfile.TemporaryDirectory(prefix=".backup-", dir=var) as folder:
            fresh = Path(folder) / DATABASE
            extract(archive, DATABASE, fresh)
            kept = replace_database(fresh)
            for name in manifest.files:
                if name.startswith(FILES):
                    extract(archive, name, var / name.removeprefix(FILES))
        call_command("migrate", interactive=False, verbosity=0)
        begin_new_epochs()
    return kept


def refuse_elsewhere(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise OtherDatabase(saved=NAME.get(manifest.database, manifest.database), here=NAME[connection.vendor])
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    if not set(manifest.migrations) <= known:
        raise LaterVersion


def is_lived_in() -> bool:
    from atelier.ateliers.models import Atelier

    return Atelier._meta.db_table in connection.introspection.table_names() and Atelier.objects.exists()


@transaction.atomic
def begin_new_epochs() -> None:
    """What open screens hold may be younger than the backup: they start again, and keep what they did not send."""
    from atelier.tables.models import Table, TableSnapshot

    TableSnapshot.everywhere.all().delete()
    for table in Table.everywhere.all():
        table.epoch = uuid.uuid4()
        table.save(update_fields=["epoch"])
