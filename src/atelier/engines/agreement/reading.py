"""Votes, statements and colleges from CSV files, as spreadsheets and other tools write them."""

from __future__ import annotations

import csv
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TypeVar

import numpy as np

from atelier.engines.agreement.refusals import VoteCode, VotesRefused
from atelier.engines.agreement.votes import Votes, gather

VOTES = {"1": 1, "+1": 1, "1.0": 1, "-1": -1, "−1": -1, "-1.0": -1, "0": 0, "0.0": 0}
MODERATED_OUT = {"-1", "−1", "-1.0"}
NOT_MODERATED = {"", "0", "1", "+1", "0.0", "1.0"}
Read = TypeVar("Read")


@dataclass
class _Tally:
    """What was read so far; three million votes take 27 MB."""

    people: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    statements: defaultdict[str, int] = field(default_factory=lambda: defaultdict(count().__next__))
    person: array[int] = field(default_factory=lambda: array("i"))
    statement: array[int] = field(default_factory=lambda: array("i"))
    value: array[int] = field(default_factory=lambda: array("b"))
    colleges: dict[str, str] = field(default_factory=dict)


def read_votes(path: Path) -> tuple[Votes, dict[str, str]]:
    """Columns `participant,statement,vote`, and `college` if it is there: the votes, the college of each person.

    An empty vote is a statement not seen. Raises VotesRefused.
    """
    tally = _either_encoding(path, _tally)
    if not tally.value:
        raise VotesRefused(VoteCode.EMPTY, file=path.name)
    if len(tally.people) < 2:
        raise VotesRefused(VoteCode.ONE_PERSON, file=path.name)
    votes = gather(
        list(tally.people),
        list(tally.statements),
        np.array(tally.person, dtype=np.int64),
        np.array(tally.statement, dtype=np.int64),
        np.array(tally.value, dtype=np.int8),
    )
    return votes, tally.colleges


def read_moderated(path: Path) -> set[str]:
    """The statements whose `moderated` is -1, from columns `statement,moderated`. Raises VotesRefused."""
    return _either_encoding(path, _moderated)


def read_colleges(path: Path) -> dict[str, str]:
    """The college of each person, from columns `participant,college`. Raises VotesRefused."""
    return _either_encoding(path, lambda file: {name: college for _, (name, college) in _named(file, "college")})


class _File:
    """A CSV file being read: its rows with their line, its columns by name."""

    def __init__(self, path: Path, lines: Iterator[str]) -> None:
        self.name = path.name
        first = next(lines, "")
        delimiter = max(",;\t|", key=first.count)
        header = next(csv.reader([first], delimiter=delimiter), [])
        self.columns = {name.strip().lower(): place for place, name in enumerate(header)}
        self.rows = csv.reader(lines, delimiter=delimiter)

    def place(self, column: str) -> int:
        if column not in self.columns:
            raise VotesRefused(VoteCode.NO_COLUMN, file=self.name, column=column)
        return self.columns[column]

    @property
    def line(self) -> int:
        return self.rows.line_num + 1

    def refuse(self, code: VoteCode, **values: str | int) -> VotesRefused:
        return VotesRefused(code, file=self.name, line=self.line, **values)


def _either_encoding(path: Path, read: Callable[[_File], Read]) -> Read:
    """UTF-8, or Windows' Western as French spreadsheets still write it."""
    try:
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                with path.open(encoding=encoding, newline="") as lines:
                    return read(_File(path, lines))
            except UnicodeDecodeError:
                continue
    except (OSError, csv.Error):
        pass
    raise VotesRefused(VoteCode.UNREADABLE, file=path.name)


def _tally(file: _File) -> _Tally:
    tally = _Tally()
    whose, what, said = file.place("participant"), file.place("statement"), file.place("vote")
    college = file.columns.get("college")
    widest = max(whose, what, said)
    for row in file.rows:
        if len(row) <= widest:
            if not row:
                continue
            raise file.refuse(VoteCode.SHORT_LINE)
        person, statement, vote = row[whose].strip(), row[what].strip(), row[said].strip()
        if not (person and statement):
            raise file.refuse(VoteCode.NO_NAME)
        if college is not None and len(row) > college and row[college].strip():
            tally.colleges[person] = row[college].strip()
        if vote in VOTES:
            tally.person.append(tally.people[person])
            tally.statement.append(tally.statements[statement])
            tally.value.append(VOTES[vote])
        elif vote:
            raise file.refuse(VoteCode.NOT_A_VOTE, vote=vote[:40])
    return tally


def _moderated(file: _File) -> set[str]:
    found = set()
    for line, (name, moderated) in _named(file, "moderated", key="statement"):
        if moderated in MODERATED_OUT:
            found.add(name)
        elif moderated not in NOT_MODERATED:
            raise VotesRefused(VoteCode.NOT_A_MODERATION, file=file.name, line=line, value=moderated[:40])
    return found


def _named(file: _File, column: str, *, key: str = "participant") -> Iterator[tuple[int, tuple[str, str]]]:
    """(line, (name, value)) of each row; empty rows are passed over."""
    name, value = file.place(key), file.place(column)
    for row in file.rows:
        if not row:
            continue
        if len(row) <= max(name, value):
            raise file.refuse(VoteCode.SHORT_LINE)
        yield file.line, (row[name].strip(), row[value].strip())
