"""Processes as Linux counts them: on which core they run, the processor time they took, the memory they hold."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SERVER_CORE, CLIENT_CORE = 0, 1
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
LOOK_EVERY_S = 0.25
CALM_S, CALM_TRIES = 1.0, 20


@contextlib.contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started meanwhile runs on one core, with all its threads and children."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core} & before or before)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def circumstances() -> str:
    """What a reader of figures must know of the machine at this moment: virtual cores change their speed by two."""
    return f"load {os.getloadavg()[0]:.1f} when it ended, a loop to a million in {_counting_ms():.0f} ms of this core"


def _counting_ms() -> float:
    """The best of five."""
    found = []
    for _ in range(5):
        started = time.perf_counter()
        for _number in range(1_000_000):
            pass
        found.append(time.perf_counter() - started)
    return 1000 * min(found)


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    parents = {int(path.name): _stat(int(path.name)) for path in Path("/proc").iterdir() if path.name.isdigit()}
    members = [pid]
    for member in members:  # grows while it is read
        members += [child for child, fields in parents.items() if fields and int(fields[1]) == member]
    return members


def cpu_s(pid: int) -> float:
    """Processor seconds of a process and its descendants, in user and in kernel mode."""
    ticks = [int(fields[11]) + int(fields[12]) for one in family(pid) if (fields := _stat(one))]
    return sum(ticks) / TICKS_A_SECOND


def rss_mb(pid: int) -> float:
    """Memory that a process holds now, without its descendants."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def wait_until_calm(pid: int) -> None:
    """Returns when a process and its descendants are done starting: a tenth of a second in one at most."""
    for _ in range(CALM_TRIES):
        before = cpu_s(pid)
        time.sleep(CALM_S)
        if cpu_s(pid) - before < 0.1 * CALM_S:
            return


def core_busy_s(core: int) -> float:
    """Seconds a core has worked for any process; interrupts are not in it."""
    for line in Path("/proc/stat").read_text().splitlines():
        if line.startswith(f"cpu{core} "):
            user, nice, system = (int(field) for field in line.split()[1:4])
            return (user + nice + system) / TICKS_A_SECOND
    return 0.0


@dataclass
class Watch:
    """What a server took between the beginning and the end of a `with`."""

    pid: int
    cpu_s: float = 0.0
    noted_s: float = -1.0  # of it, up to `note`; negative where nobody noted
    others_s: float = 0.0  # of the same core, by somebody else
    rss_mb: float = 0.0
    _done: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Watch:
        self._before = cpu_s(self.pid), core_busy_s(SERVER_CORE)
        self._looking = threading.Thread(target=self._look)
        self._looking.start()
        return self

    def note(self) -> None:
        self.noted_s = cpu_s(self.pid) - self._before[0]

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._looking.join()
        self.cpu_s = cpu_s(self.pid) - self._before[0]
        self.others_s = max(0.0, core_busy_s(SERVER_CORE) - self._before[1] - self.cpu_s)

    def _look(self) -> None:
        while True:
            with contextlib.suppress(OSError):
                self.rss_mb = max(self.rss_mb, rss_mb(self.pid))
            if self._done.wait(LOOK_EVERY_S):
                return


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat from the third (state) on; empty when the process is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
