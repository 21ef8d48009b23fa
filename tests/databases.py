"""Databases of tests: files of SQLite, or databases of the PostgreSQL that a URL names; "" is none."""

from __future__ import annotations

import contextlib
import fcntl
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

SQLITE = "atelier.sqlite3"  # in a var/


def copy_sqlite(source: Path, copy: Path) -> None:
    with contextlib.closing(sqlite3.connect(copy)) as written:
        read_sqlite(source, written)


def read_sqlite(source: Path, copy: sqlite3.Connection) -> None:
    """A whole copy, what still lies in the write-ahead log included."""
    with contextlib.closing(sqlite3.connect(source)) as read:
        read.backup(copy)


def create_database(url: str, template: str) -> None:
    if url:
        on_server(url, f'CREATE DATABASE "{database_name(url)}" TEMPLATE "{template}"')


def drop_database(url: str) -> None:
    """Whoever is still connected to it is shown out."""
    if url:
        on_server(url, f'DROP DATABASE IF EXISTS "{database_name(url)}" WITH (FORCE)')


def on_server(url: str, statement: str) -> None:
    with psycopg.connect(f"{url.rpartition('/')[0]}/postgres", autocommit=True) as connection:
        connection.execute(statement.encode())


def database_name(url: str) -> str:
    return urlsplit(url).path[1:]


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Held by one process at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
