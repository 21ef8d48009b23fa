"""What was measured, and what may be said of it: medians, ratios, and the runs that prove nothing."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

BUSY_CLIENT, LATE_CLIENT_MS, BUSY_OTHERS, FULL_CORE = 0.90, 20.0, 0.10, 0.97
DOUBT = "†"


@dataclass(frozen=True)
class Run:
    """One case on one server. Processor time from the start to the last delivery awaited, and of it until all those who
    come later have joined (negative where nobody does); times in ms and seconds."""

    case: str
    server: str
    message_bytes: float
    cpu_s: float
    storm_cpu_s: float
    others_s: float
    rss_mb: float
    people: int
    joined: int
    gone: int
    sent: int
    expected: int
    delivered: int
    repeated: int
    p50_ms: float
    p99_ms: float
    late_p99_ms: float
    joined_s: float
    last_s: float
    wall_s: float
    client_cpu_s: float
    bytes_in: int
    frames_in: int

    @property
    def delivered_share(self) -> float:
        return self.delivered / self.expected if self.expected else 0.0

    @property
    def client_share(self) -> float:
        """How busy the client's core was with the client."""
        return self.client_cpu_s / self.wall_s if self.wall_s else 0.0

    @property
    def is_of_client(self) -> bool:
        """The client was the limit: what it says of the server is worth nothing."""
        return self.client_share > BUSY_CLIENT or self.late_p99_ms > LATE_CLIENT_MS

    @property
    def is_noisy(self) -> bool:
        """Somebody else worked on the server's core."""
        return self.others_s > BUSY_OTHERS * self.wall_s

    @property
    def is_full(self) -> bool:
        return self.cpu_s >= FULL_CORE * self.wall_s


@dataclass(frozen=True)
class Column:
    """One figure of the tables, and how it is written."""

    title: str
    value: Callable[[Run], float]
    form: str = "{:.2f}"

    def cell(self, runs: Sequence[Run]) -> str:
        """The middle of the runs that may be believed; – where the case has no such figure."""
        value = median(self, runs)
        if value is None:
            return DOUBT
        return "–" if value < 0 else self.form.format(value)


COLUMNS = [
    Column("CPU s", lambda run: run.cpu_s),
    Column("CPU s until all joined", lambda run: run.storm_cpu_s),
    Column("delivered %", lambda run: 100 * run.delivered_share, "{:.1f}"),
    Column("p50 ms", lambda run: run.p50_ms),
    Column("p99 ms", lambda run: run.p99_ms, "{:.1f}"),
    Column("RSS MB", lambda run: run.rss_mb, "{:.0f}"),
    Column("all joined s", lambda run: run.joined_s, "{:.1f}"),  # before the start (negative) where nobody comes later
    Column("message bytes", lambda run: run.message_bytes, "{:.0f}"),
    Column("client busy %", lambda run: 100 * run.client_share, "{:.0f}"),
    Column("others on core s", lambda run: run.others_s),
]
RATIOS = [column for column in COLUMNS if column.title in {"CPU s", "CPU s until all joined", "p99 ms", "RSS MB"}]


def median(column: Column, runs: Iterable[Run]) -> float | None:
    """The middle of the runs that may be believed; None when there is none. Negative: one has no such figure."""
    values = [column.value(run) for run in runs if not run.is_of_client]
    if not values:
        return None
    return min(values) if min(values) < 0 else statistics.median(values)


def table(runs: Sequence[Run]) -> str:
    """Markdown: a row for each case and server. † the client was the limit in every run: no valid figure."""
    lines = ["| case | server | runs | " + " | ".join(column.title for column in COLUMNS) + " |"]
    lines.append("|---" * (len(COLUMNS) + 3) + "|")
    for case, server in groups(runs):
        chosen = of(runs, case, server)
        lines.append(f"| {case} | {server} | {_count(chosen)} | {' | '.join(_cells(chosen))} |")
    return "\n".join(lines)


def ratios(runs: Sequence[Run], ours: str) -> str:
    """Markdown: ours divided by each of the others; below 1 we need less. † where a figure is not valid."""
    lines = ["| case | against | " + " | ".join(column.title for column in RATIOS) + " |"]
    lines.append("|---" * (len(RATIOS) + 2) + "|")
    for case, server in groups(runs):
        if server != ours:
            cells = [_ratio(column, of(runs, case, ours), of(runs, case, server)) for column in RATIOS]
            lines.append(f"| {case} | {server} | {' | '.join(cells)} |")
    return "\n".join(lines)


def groups(runs: Sequence[Run]) -> list[tuple[str, str]]:
    """(case, server), each once, in the order they were first played; servers by name."""
    cases = list(dict.fromkeys(run.case for run in runs))
    return [(case, server) for case in cases for server in sorted({run.server for run in runs if run.case == case})]


def of(runs: Sequence[Run], case: str, server: str) -> list[Run]:
    return [run for run in runs if (run.case, run.server) == (case, server)]


def _cells(runs: Sequence[Run]) -> list[str]:
    return [column.cell(runs) for column in COLUMNS]


def _count(runs: Sequence[Run]) -> str:
    """How many runs, how many of them are no proof (†), had noise (~), filled the server's core (full)."""
    doubtful, noisy = sum(run.is_of_client for run in runs), sum(run.is_noisy for run in runs)
    words = [str(len(runs)), f"{doubtful}{DOUBT}" if doubtful else "", f"{noisy}~" if noisy else ""]
    return " ".join(filter(None, [*words, "full" if all(run.is_full for run in runs) else ""]))


def _ratio(column: Column, ours: Sequence[Run], others: Sequence[Run]) -> str:
    one, other = median(column, ours), median(column, others)
    if one is None or not other:
        return DOUBT
    return "–" if min(one, other) < 0 else f"{one / other:.2f}"
