"""A server that is up, and the script of those who come to it."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Protocol

from benchmarks.live.cases import Case
from benchmarks.live.sayings import Saying
from benchmarks.live.script import Person, Welcome


@dataclass(frozen=True)
class Served:
    """`pid` is the server's first process; `port` on 127.0.0.1."""

    pid: int
    port: int
    people: list[Person]
    welcome: Welcome


class Contestant(Protocol):
    """What every server of the comparison can do."""

    name: str

    @property
    def words(self) -> str: ...

    def prepare(self, cases: list[Case]) -> None: ...

    def serve(self, case: Case, sayings: list[list[Saying]]) -> contextlib.AbstractContextManager[Served]: ...
