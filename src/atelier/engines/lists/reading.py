"""A file of people into headings and rows of text, whatever office made it.

Spreadsheets are read by python-calamine (Rust, no formula is run); a date or a number becomes the text it shows.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 50_000, 60, 500
MOST_UNZIPPED_BYTES = 300 * 1024 * 1024
SEPARATORS = ";\t,|"
SAMPLE_LINES = 30
TOLD_EVERY = 5_000


class ListCode(StrEnum):
    """Why a list is not read."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_HEAVY = "too_heavy"


class ListRefused(ValueError):
    """The list is not read; `code` says why."""

    def __init__(self, code: ListCode) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class People:
    """Headings, and rows of as many cells; `first_line` is the line of the first row in the file, from 1."""

    headings: list[str]
    rows: list[list[str]]
    first_line: int
    numbers: list[int]  # the line of each row, empty lines having been left out


def read_list(content: bytes, *, told: Callable[[int], None] = lambda rows: None) -> People:
    """Read a list. told: called now and then with the number of rows read. Raises ListRefused."""
    lines = _sheet_lines(content) if content[:4] == b"PK\x03\x04" else _csv_lines(content)
    return _people(lines, told)


def decoded(content: bytes) -> str:
    """UTF-8 if it is, Windows-1252 otherwise: what French spreadsheets have written for thirty years."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ListRefused(ListCode.UNREADABLE) from error
    return text


def separator_of(text: str) -> str:
    """The sign that cuts most lines into the same number of cells, at least two."""
    lines = [line for line in islice(io.StringIO(text), SAMPLE_LINES) if line.strip()]
    best, score = ";", (0, 0)
    for sign in SEPARATORS:
        counts = [len(row) for row in csv.reader(lines, delimiter=sign) if row]
        if not counts or counts[0] < 2:
            continue
        agreeing = sum(count == counts[0] for count in counts)
        if (agreeing, counts[0]) > score:
            best, score = sign, (agreeing, counts[0])
    return best


def _csv_lines(content: bytes) -> Iterator[list[str]]:
    if b"\x00" in content[:4096]:
        raise ListRefused(ListCode.UNREADABLE)
    text = decoded(content)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    except csv.Error as error:
        raise ListRefused(ListCode.UNREADABLE) from error


def _sheet_lines(content: bytes) -> Iterator[list[str]]:
    """The first sheet that holds something, hidden or not."""
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > 0:
                yield from ([_text(cell) for cell in row] for row in sheet.iter_rows())
                return
    except (CalamineError, OSError) as error:
        raise ListRefused(ListCode.UNREADABLE) from error


def _refuse_bomb(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            weight = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise ListRefused(ListCode.UNREADABLE) from error
    if weight > MOST_UNZIPPED_BYTES:
        raise ListRefused(ListCode.TOO_HEAVY)


def _text(cell: Any) -> str:
    """A telephone number typed as a number loses no digit, and gets no decimal."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _people(lines: Iterable[list[str]], told: Callable[[int], None]) -> People:
    headings: list[str] = []
    rows: list[list[str]] = []
    numbers: list[int] = []
    for number, line in enumerate(lines, start=1):
        cells = [" ".join(cell.split())[:LONGEST_CELL] for cell in line]
        if not any(cells):
            continue
        if not headings:
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise ListRefused(ListCode.TOO_MANY_COLUMNS)
            headings = _named(cells[:MOST_COLUMNS])
            continue
        if len(rows) == MOST_ROWS:
            raise ListRefused(ListCode.TOO_MANY_ROWS)
        rows.append([*cells, *[""] * len(headings)][: len(headings)])
        numbers.append(number)
        if len(rows) % TOLD_EVERY == 0:
            told(len(rows))
    if not rows:
        raise ListRefused(ListCode.EMPTY)
    return People(headings, rows, numbers[0], numbers)


def _named(cells: list[str]) -> list[str]:
    """Headings of the columns up to the last that has one; an empty one in between is called by its place."""
    last = max(index for index, cell in enumerate(cells) if cell)
    return [cell or f"({index})" for index, cell in enumerate(cells[: last + 1], start=1)]
