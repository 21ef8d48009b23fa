"""What commits left in SQLite's log is in the database's own file without the writer having to wait for it."""

import contextlib
import sqlite3
import threading

import pytest
from django.db import connection

from atelier.tables.live import sweeping
from atelier.tables.live.sweeping import SWEEP_EVERY, Sweeper, sweep

pytestmark = pytest.mark.django_db(transaction=True)
LONG_S = 30


class CursorsOf:
    """As much of Django's connection as a sweep needs, on a database of its own."""

    def __init__(self, opened):
        self._opened = opened

    def cursor(self):
        return contextlib.closing(self._opened.cursor())


@pytest.fixture
def swept(monkeypatch):
    """Set when a sweep was asked for."""
    asked = threading.Event()
    monkeypatch.setattr(sweeping, "sweep", asked.set)
    return asked


def test_a_sweep_takes_what_was_committed_to_the_file(monkeypatch, tmp_path):
    file = tmp_path / "table.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as writer, contextlib.closing(sqlite3.connect(file)) as other:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("CREATE TABLE strokes (said)")
        writer.execute("INSERT INTO strokes VALUES ('drawn at this table')")
        writer.commit()
        assert b"drawn at this table" not in file.read_bytes()

        monkeypatch.setattr(sweeping, "connection", CursorsOf(other))
        sweep()

        assert b"drawn at this table" in file.read_bytes()


def test_sweeper_is_asked_once_enough_groups_were_committed(swept):
    sweeper = Sweeper()

    for _ in range(SWEEP_EVERY - 1):
        sweeper.committed()
    assert sweeper._thread is None

    sweeper.committed()
    assert swept.wait(LONG_S if connection.vendor == "sqlite" else 0.1) is (connection.vendor == "sqlite")
