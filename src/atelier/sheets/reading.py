"""From photographs on disk to GeoJSON on disk: the `atelier paper read` command."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from atelier.engines.paper.reading.changes import changes_between
from atelier.engines.paper.reading.read import feature
from atelier.engines.paper.reading.refusals import PhotoCode, PhotoUnreadable, Remark
from atelier.sheets.readers import Answer, Readers
from atelier.sheets.written import Kept, bytes_of, write

LEDGER = "read.json"


@dataclass(frozen=True)
class Outcome:
    """What became of a photograph: a line for who asked, and what they should know. is_refused: nothing was read."""

    photo: Path
    line: str
    remarks: tuple[str, ...] = ()
    is_refused: bool = False


def read_photographs(
    photos: Iterable[Path], folder: Path, out: Path, *, again: bool = False, jobs: int = 1
) -> Iterator[Outcome]:
    """Reads each photograph into `out`, in the order given; a refusal never stops the next.

    folder: sheet.json files and their PDF. What was read is remembered in `out`/read.json by its SHA-256. jobs: how
    many are read at once, each in a process of its own.
    """
    out.mkdir(parents=True, exist_ok=True)
    ledger = _ledger(out)
    earlier: dict[str, tuple[Path, Kept]] = {}
    with Readers(folder, out, jobs) as readers:
        for photo, seal, answer in _asked(photos, readers, set() if again else set(ledger)):
            try:
                if seal in ledger and not again:
                    raise PhotoUnreadable(PhotoCode.ALREADY_READ, name=ledger[seal])  # noqa: TRY301
                yield _one(photo, answer(), out, earlier)
                ledger[seal] = photo.name
            except PhotoUnreadable as error:
                yield Outcome(photo, _sentence(error), is_refused=True)
            (out / LEDGER).write_text(json.dumps(ledger, indent=1) + "\n", encoding="utf-8")


def _asked(photos: Iterable[Path], readers: Readers, known: set[str]) -> list[tuple[Path, str, Answer]]:
    """Each photograph, its seal and the way to its answer: all begin now, but those that should not be read."""
    asked: list[tuple[Path, str, Answer]] = []
    names: set[str] = set()
    for photo, seal in _sealed(photos):
        name = next(one for one in _names(photo.stem) if one not in names)
        asked.append((photo, seal, readers.later(photo, name) if seal in known else readers.ask(photo, name)))
        known.add(seal)
        names.add(name)
    return asked


def _names(stem: str) -> Iterator[str]:
    """Two photographs of one name, from two telephones, do not write over each other."""
    yield stem
    yield from (f"{stem}-{rank}" for rank in count(2))


def _sealed(photos: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each photograph and its SHA-256; a file that cannot be opened has none, and says so when it is read."""
    for photo in photos:
        try:
            yield photo, hashlib.sha256(bytes_of(photo)).hexdigest()
        except PhotoUnreadable:
            yield photo, f"unread {photo}"


def _sentence(said: PhotoUnreadable | Remark) -> str:
    """In words: the rooms are loaded for that only, which takes a second of processor."""
    import django
    from django.apps import apps

    if not apps.ready:
        django.setup()
    from atelier.sheets.sentences import refusal_sentence, remark_sentence

    return refusal_sentence(said) if isinstance(said, PhotoUnreadable) else remark_sentence(said)


def _one(photo: Path, found: list[Kept], out: Path, earlier: dict[str, tuple[Path, Kept]]) -> Outcome:
    remarks = []
    for one in found:
        remarks += list(dict.fromkeys(_sentence(remark) for remark in one.remarks))
        if one.sheet.sheet_id in earlier:
            remarks.append(_compared(*earlier[one.sheet.sheet_id], one, out))
        earlier[one.sheet.sheet_id] = (photo, one)
    return Outcome(photo, "; ".join(one.line for one in found), tuple(remarks))


def _compared(photo: Path, before: Kept, after: Kept, out: Path) -> str:
    """What changed since the photograph before, in a file of its own."""
    name = after.name
    changes = changes_between(before.marks, after.marks)
    found = [
        {**feature(mark, after.sheet), "properties": {**feature(mark, after.sheet)["properties"], "change": change}}
        for change, marks in (("appeared", changes.appeared), ("disappeared", changes.disappeared))
        for mark in marks
    ]
    write(out / f"{name}.changes.geojson", {"type": "FeatureCollection", "since": photo.name, "features": found})
    return (
        f"Since {photo.name}: {len(changes.appeared)} appeared, {len(changes.disappeared)} disappeared, "
        f"{len(changes.kept)} kept · {name}.changes.geojson"
    )


def _ledger(out: Path) -> dict[str, str]:
    try:
        said = json.loads((out / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(seal): str(name) for seal, name in said.items()} if isinstance(said, dict) else {}
