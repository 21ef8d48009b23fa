"""Real servers for tests: `atelier run` in a process of its own, on a copy of a database made once a session."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

START_S = 60
STOP_S = 10
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
            [*ATELIER, "run", "--port", str(self.port), "--no-demo"],
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
def copy_of_template(shared: Path, var: Path) -> Iterator[RunningServer]:
    """A server, not started, on a copy of the prepared database; stopped and dropped at the end."""
    template = prepared_template(shared)
    (var / "sites").symlink_to((shared / "sites").resolve())
    server = RunningServer(var, copied_database(shared, template, var))
    try:
        yield server
    finally:
        server.stop()
        drop_database(server.database_url)


def prepared_template(shared: Path) -> RunningServer:
    """A database migrated, with the communes and the demo; made by the first who asks, once a session."""
    template = RunningServer(shared / "template", template_url(shared))
    with locked(shared / "template.lock"):
        if not (shared / "template.ready").exists():
            shutil.rmtree(template.var, ignore_errors=True)
            template.var.mkdir()
            (template.var / "sites").symlink_to((shared / "sites").resolve())
            drop_database(template.database_url)
            create_database(template.database_url, "template0")
            template.run("run", "--only-prepare")
            (shared / "template.ready").touch()
    return template


def template_url(shared: Path) -> str:
    url = os.environ.get("ATELIER_DATABASE_URL", "")
    return f"{url.rpartition('/')[0]}/{database_prefix(shared)}_template" if url else ""


def database_prefix(shared: Path) -> str:
    return shared.name.replace("-", "_")


def copied_database(shared: Path, template: RunningServer, var: Path) -> str:
    """The URL of a PostgreSQL copy; "" after copying the SQLite file into `var`."""
    if not template.database_url:
        copy_sqlite(template.var / "atelier.sqlite3", var / "atelier.sqlite3")
        return ""
    url = f"{template.database_url.rpartition('/')[0]}/{database_prefix(shared)}_{os.urandom(6).hex()}"
    create_database(url, database_name(template.database_url), shared)
    return url


def copy_sqlite(source: Path, copy: Path) -> None:
    """A whole copy, what still lies in the write-ahead log included."""
    with contextlib.closing(sqlite3.connect(source)) as read, contextlib.closing(sqlite3.connect(copy)) as written:
        read.backup(written)


def create_database(url: str, template: str, shared: Path | None = None) -> None:
    if url:
        with locked(shared / "template.lock") if shared else contextlib.nullcontext():
            on_server(url, f'CREATE DATABASE "{database_name(url)}" TEMPLATE "{template}"')


def drop_database(url: str) -> None:
    if url:
        on_server(url, f'DROP DATABASE IF EXISTS "{database_name(url)}" WITH (FORCE)')


def drop_databases(shared: Path) -> None:
    if (shared / "template.ready").exists():
        drop_database(template_url(shared))


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
