"""One run: a server on its core, the load client on the other, and what both say of it."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.live.cases import Case
from benchmarks.live.results import Run
from benchmarks.live.sayings import MARKERS, sayings_of
from benchmarks.live.script import PATIENCE_S, write_script
from benchmarks.live.served import Contestant, Served
from benchmarks.measure import CLIENT_CORE, Watch, on_core, wait_until_calm

SOURCE = Path(__file__).parent / "client.c"
DRAIN_S = {"strokes": 5.0, "cursors": 0.5}  # a pointer may be passed over: nobody waits for it


def compile_client(folder: Path) -> Path:
    """The load client, made anew by the system's C compiler when its source is younger."""
    program = folder / "client"
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        if compiler is None:
            raise SystemExit("The load client needs a C compiler (on Debian: apt-get install gcc libc6-dev).")
        subprocess.run([compiler, "-O2", "-Wall", "-Wextra", "-o", str(program), str(SOURCE)], check=True)
    return program


def play(contestant: Contestant, case: Case, seconds: float, folder: Path) -> Run:
    """One case on one server."""
    sayings = sayings_of(case, seconds)
    script = folder / f"script-{contestant.name}"
    with contestant.serve(case, sayings) as served:
        marker = MARKERS[case.kind]
        write_script(
            script, served.people, port=served.port, marker=marker, welcome=served.welcome, drain_s=DRAIN_S[case.kind]
        )
        with on_core(CLIENT_CORE):
            heard, watch = _played(compile_client(folder), script, served, seconds)
    said = [len(message) for person in served.people for _, message in person.says]
    script.unlink()
    return Run(
        case=case.name,
        server=contestant.name,
        message_bytes=sum(said) / max(1, len(said)),
        cpu_s=watch.cpu_s,
        storm_cpu_s=watch.noted_s,
        others_s=watch.others_s,
        rss_mb=watch.rss_mb,
        people=case.everyone,
        **heard,
    )


def _played(client: Path, script: Path, served: Served, seconds: float) -> tuple[dict[str, Any], Watch]:
    with _started([str(client), str(script)]) as process:
        assert process.stdin
        assert process.stdout
        if not process.stdout.readline().startswith("ready"):
            raise SystemExit("The load client stopped: its words are above.")
        wait_until_calm(served.pid)
        with Watch(served.pid) as watch, _ended_after(process, seconds + 2 * PATIENCE_S):
            process.stdin.write("go\n")
            process.stdin.flush()
            words = process.stdout.readline()
            if words.startswith("joined"):
                watch.note()
                words = process.stdout.readline()
    return json.loads(words), watch


@contextlib.contextmanager
def _ended_after(process: subprocess.Popen[str], seconds: float) -> Iterator[None]:
    """A client that says nothing for so long is ended: what reads its words does not wait for ever."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextlib.contextmanager
def _started(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()
