"""Machines in one process: each has its database in a file, and is the one at work inside `with machine:`."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from uuid6 import uuid7

from atelier.ateliers.models import Atelier
from atelier.common.audit import System
from atelier.engines.journal.operations import Draw
from atelier.site.environment import _sqlite
from atelier.suitcase.arriving import merge_suitcase, open_suitcase
from atelier.suitcase.models import Exchange
from atelier.suitcase.packing_up import pack_atelier
from atelier.tables.entering import enter_operations
from atelier.tables.models import Table
from atelier.tables.verifying import differences
from tests.databases import copy_sqlite

HERE = (10_775_000, 499_230_000)


def quiet(_percent: int, _sentence: str) -> None:
    """Say nothing."""


class Machine:
    """A computer with Atelier on it, and its own database."""

    def __init__(self, folder: Path, name: str, template: Path) -> None:
        self.folder, self.name = folder, name
        self.path = folder / f"{name}.sqlite3"
        self._packed = 0
        copy_sqlite(template, self.path)
        settings = {**_sqlite(str(self.path)), "TIME_ZONE": None, "AUTOCOMMIT": True}
        settings |= {"ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": False, "TEST": {}}
        self._connection = DatabaseWrapper(settings, "default")
        self._before: Any = None

    def __enter__(self) -> Machine:
        self._before = connections["default"]
        connections["default"] = self._connection
        return self

    def __exit__(self, *_error: object) -> None:
        connections["default"] = self._before

    def close(self) -> None:
        self._connection.close()

    def pack(self) -> Path:
        self._packed += 1
        path = self.folder / f"{self.name}-{self._packed}.atelier"
        with self:
            pack_atelier(Atelier.objects.get(), path, by=System(), say=quiet)
        return path

    def open(self, path: Path) -> Exchange:
        with self:
            return open_suitcase(path, by=System(), say=quiet)

    def merge(self, path: Path) -> Exchange:
        with self:
            return merge_suitcase(path, by=System(), say=quiet)

    def tables(self) -> list[Table]:
        return list(Table.everywhere.select_related("workshop__atelier").order_by("ordinal"))

    def enter(self, *operations: Any, table: int = 0, seat: str = "") -> None:
        """Someone at a table does something, through its journal like anybody."""
        with self:
            one = self.tables()[table]
            seats = one.workshop.seats.filter(name=seat) if seat else one.workshop.seats.all()
            refused = enter_operations(one, operations, seat=seats.first())
            assert not refused, refused

    def verify(self) -> list[str]:
        with self:
            return [wrong for table in self.tables() for wrong in differences(table)]


def draw(machine: Machine, *, table: int = 0, **fields: Any) -> Draw:
    """The operation that draws a short stroke on the first sheet."""
    with machine:
        one = machine.tables()[table]
        overlay, pencil = one.overlays.first(), one.pencils.first()
    return Draw(
        **{
            "op": new_id(),
            "object": new_id(),
            "shape": "stroke",
            "overlay": overlay.pk,
            "pencil": pencil.key,
            "trace": [*HERE, 900, 400, 800, -300],
            **fields,
        }
    )


def new_id() -> UUID:
    return UUID(int=uuid7().int)
