"""Real servers for tests: `atelier run` in a process of its own, on a copy of a database made once a session."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.databases import (
    SQLITE,
    copy_sqlite,
    create_database,
    database_name,
    drop_database,
    locked,
    read_sqlite,
)

START_S = 600  # a guard, not a promise: a suitcase is opened on an empty machine, beside two other tests
STOP_S = 60
PORTS = range(20_000, 30_000)  # below those of outgoing connections
ATELIER = [sys.executable, "-c", "from atelier.site.cli import main; main(prog_name='atelier')"]


class ServerFailed(RuntimeError):
    """The server ended, or never answered; the message holds its last words."""


@dataclass
class RunningServer:
    """One server, its files in `var`, that can be stopped, killed and started again on the same database."""

    var: Path
    database_url: str = ""
    port: int = 0
    settings: dict[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    has_worker: bool = False  # a second process each time it starts: only for tests that wait for a job
    process: subprocess.Popen[str] | None = None
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """What another process needs to work on the same database."""
        said = {"ATELIER_VAR": str(self.var)}
        if self.database_url:
            said["ATELIER_DATABASE_URL"] = self.database_url
        return {**os.environ, **said, **self.settings}

    def start(self, **settings: str) -> RunningServer:
        """Start, on the same port and with the same settings as before; back when a first page was served."""
        self.settings |= settings
        self.port = self.port or free_port()
        self.lines.clear()
        self.process = subprocess.Popen(
            [*ATELIER, "run", "--port", str(self.port), "--no-demo", *([] if self.has_worker else ["--no-worker"])],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._wait_for_welcome(self.process)
        return self

    def _wait_for_welcome(self, process: subprocess.Popen[str]) -> None:
        """Its output goes to `lines`; the line with our address means that it answers."""
        answered, ended = threading.Event(), threading.Event()

        def read() -> None:
            with process:  # closes the pipe
                for line in process.stdout or ():
                    self.lines.append(line)
                    if f"{self.url}/" in line:
                        answered.set()
            ended.set()
            answered.set()

        threading.Thread(target=read, daemon=True).start()
        if not answered.wait(START_S) or ended.is_set():
            self.kill()
            raise ServerFailed("".join(self.lines[-40:]))

    def kill(self) -> None:
        """End it as a power cut would."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(STOP_S)
            self.process = None

    def stop(self) -> None:
        """End it as Ctrl-C would."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.kill()
                raise ServerFailed("it did not stop:\n" + "".join(self.lines[-40:])) from None
            self.process = None

    def run(self, *arguments: str) -> str:
        """Output of an `atelier` command on the same database."""
        done = subprocess.run([*ATELIER, *arguments], env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise ServerFailed(done.stdout + done.stderr)
        return done.stdout


@contextlib.contextmanager
def copy_of_template(shared: Path, var: Path, *, has_worker: bool = False) -> Iterator[RunningServer]:
    """A server, not started, on a copy of the prepared database; stopped and dropped at the end."""
    template = prepared_template(shared)
    (var / "sites").symlink_to((shared / "sites").resolve())
    shutil.copytree(template.var / "files", var / "files")  # the papers its rows point to
    server = RunningServer(var, copied_database(shared, template, var), has_worker=has_worker)
    try:
        yield server
    finally:
        server.stop()
        drop_database(server.database_url)


def prepared_template(shared: Path) -> RunningServer:
    """A database with the communes and the demo; made by the first who asks, once a session."""
    return made_once(shared, "template", migrated_template, "run", "--only-prepare")


def migrated_template(shared: Path) -> RunningServer:
    """A database with its tables and nothing in them; made by the first who asks, once a session."""
    return made_once(shared, "migrated", None, "manage", "migrate", "--verbosity", "0")


def made_once(shared: Path, name: str, before: Callable[[Path], RunningServer] | None, *command: str) -> RunningServer:
    """The database that an `atelier` command makes of an empty one, or of a copy of the one `before` it."""
    made = RunningServer(shared / name, url_beside(shared, name))
    with locked(shared / f"{name}.lock"):
        if not (shared / f"{name}.ready").exists():
            shutil.rmtree(made.var, ignore_errors=True)
            made.var.mkdir()
            (made.var / "sites").symlink_to((shared / "sites").resolve())
            drop_database(made.database_url)
            if before:
                copy_database(shared, before(shared), made)
            else:
                create_database(made.database_url, "template0")
            made.run(*command)
            (shared / f"{name}.ready").touch()
    return made


def copy_database(shared: Path, source: RunningServer, copy: RunningServer) -> None:
    """All that is in one at which nobody works."""
    if copy.database_url:
        with locked(shared / "copies.lock"):
            create_database(copy.database_url, database_name(source.database_url))
    else:
        copy_sqlite(source.var / SQLITE, copy.var / SQLITE)


def copied_database(shared: Path, template: RunningServer, var: Path) -> str:
    """The URL of a PostgreSQL copy; "" after copying the SQLite file into `var`."""
    copy = RunningServer(var, url_beside(shared, os.urandom(6).hex()))
    copy_database(shared, template, copy)
    return copy.database_url


@contextlib.contextmanager
def copy_in_process(shared: Path) -> Iterator[str]:
    """The name, for Django, of a copy of the migrated database: in the memory of this process, or on PostgreSQL."""
    template = migrated_template(shared)
    if url := copied_database(shared, template, shared) if template.database_url else "":
        try:
            yield database_name(url)
        finally:
            drop_database(url)
    else:
        name = "file:tests?mode=memory&cache=shared"  # there as long as one connection is
        with contextlib.closing(sqlite3.connect(name, uri=True)) as kept:
            read_sqlite(template.var / SQLITE, kept)
            yield name


def drop_databases(shared: Path) -> None:
    for name in ("migrated", "template"):
        drop_database(url_beside(shared, name))


def url_beside(shared: Path, name: str) -> str:
    """Of a database of this session on the PostgreSQL of ATELIER_DATABASE_URL; "" on SQLite."""
    url = os.environ.get("ATELIER_DATABASE_URL", "")
    return f"{url.rpartition('/')[0]}/{shared.name.replace('-', '_')}_{name}" if url else ""


def free_port() -> int:
    """A port that nobody has, that nobody else of these tests was given, and that no connection is given."""
    session = os.environ.get("TESTS_VAR")
    for port in random.sample(PORTS, len(PORTS)):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            if session:
                (Path(session) / f"port-{port}").touch(exist_ok=False)
            return port
    raise ServerFailed("every port is taken")
