"""Our server as people run it (`atelier run`), with tables furnished for a benchmark; every run on a fresh copy."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from tests.databases import drop_database
from tests.serving import RunningServer, ServerFailed, copied_database, drop_databases, prepared_template

ROOT = Path(__file__).resolve().parents[1]
COOKIE = "sessionid"


def var_folder() -> Path:
    """Where benchmarks keep what they fetch and what they found."""
    folder = Path(os.environ.get("ATELIER_VAR", ROOT / "var")).absolute() / "benchmarks"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Furniture(msgspec.Struct, frozen=True):
    """Tables to set: each with its own people, and strokes drawn on it before."""

    people: int
    tables: int = 1
    strokes: int = 0


class Furnished(msgspec.Struct, frozen=True):
    """A table that was set; `sessions` are the keys of its people's browsers."""

    id: str
    epoch: str
    seq: int
    overlay: int
    pencil: str
    sessions: list[str]

    def headers(self, person: int, port: int) -> tuple[str, str]:
        """What this person's browser says with every request."""
        return f"Cookie: {COOKIE}={self.sessions[person]}", f"Origin: http://127.0.0.1:{port}"


class House:
    """A database made once, with the tables asked for; `running` serves copies of it."""

    def __init__(self) -> None:
        folder = var_folder()
        self._shared = Path(tempfile.mkdtemp(prefix="house-", dir=folder))
        (self._shared / "sites").symlink_to(folder.parent / "sites")

    def furnish(self, wanted: Sequence[Furniture]) -> list[list[Furnished]]:
        """For each wish its tables."""
        template = prepared_template(self._shared)
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.furnish"],
            env=template.environment,
            input=msgspec.json.encode(wanted),
            stdout=subprocess.PIPE,
            check=True,
        )
        return msgspec.convert(json.loads(done.stdout.splitlines()[-1]), list[list[Furnished]])

    @contextlib.contextmanager
    def running(self) -> Iterator[RunningServer]:
        """A server on a copy of the database; stopped and dropped at the end."""
        var = Path(tempfile.mkdtemp(prefix="run-", dir=self._shared))
        (var / "sites").symlink_to(self._shared / "sites")
        template = prepared_template(self._shared)
        shutil.copy(template.var / "secret_key", var)  # sessions are signed with it
        server = RunningServer(var, copied_database(self._shared, template, var))
        try:
            yield server.start()
        finally:
            with contextlib.suppress(ServerFailed):  # too slow to stop under this load: it was ended
                server.stop()
            drop_database(server.database_url)
            shutil.rmtree(var, ignore_errors=True)

    def forget(self) -> None:
        drop_databases(self._shared)
        shutil.rmtree(self._shared, ignore_errors=True)


@contextlib.contextmanager
def furnished_house(*wanted: Furniture) -> Iterator[tuple[House, list[list[Furnished]]]]:
    """A house and its tables, gone at the end."""
    house = House()
    try:
        yield house, house.furnish(wanted)
    finally:
        house.forget()
