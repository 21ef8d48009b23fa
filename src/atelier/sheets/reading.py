"""From photographs on disk to GeoJSON on disk: the `atelier paper read` command."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from PIL import Image

from atelier.engines.paper.reading.changes import changes_between, shape_mm
from atelier.engines.paper.reading.known import KnownSheet, sheets_of_folder
from atelier.engines.paper.reading.marks import Mark, Writing
from atelier.engines.paper.reading.pictures import MOST_BYTES
from atelier.engines.paper.reading.read import Reading, feature, features, read_photograph
from atelier.engines.paper.reading.refusals import PhotoUnreadable

LEDGER = "read.json"
SNIPPET_MM = 1.5  # of paper kept around a word
QUALITY = 88


@dataclass(frozen=True)
class Outcome:
    """What became of a photograph: a line for who asked, and what they should know. is_refused: nothing was read."""

    photo: Path
    line: str
    remarks: tuple[str, ...] = ()
    is_refused: bool = False


def read_photographs(photos: Iterable[Path], folder: Path, out: Path, *, again: bool = False) -> Iterator[Outcome]:
    """Reads each photograph into `out`, in the order given; a refusal never stops the next.

    folder: sheet.json files and their PDF. What was read is remembered in `out`/read.json by its SHA-256.
    """
    out.mkdir(parents=True, exist_ok=True)
    catalogue = sheets_of_folder(folder)
    ledger = _ledger(out)
    earlier: dict[str, tuple[Path, Reading]] = {}
    for photo in photos:
        try:
            yield _one(photo, catalogue, out, ledger, earlier, again=again)
        except PhotoUnreadable as error:
            yield Outcome(photo, error.sentence, is_refused=True)
        (out / LEDGER).write_text(json.dumps(ledger, indent=1) + "\n", encoding="utf-8")


def _one(
    photo: Path,
    catalogue: list[KnownSheet],
    out: Path,
    ledger: dict[str, str],
    earlier: dict[str, tuple[Path, Reading]],
    *,
    again: bool,
) -> Outcome:
    data = _bytes_of(photo)
    seal = hashlib.sha256(data).hexdigest()
    if seal in ledger and not again:
        raise PhotoUnreadable(
            "already_read", f"This photograph was already read, as {ledger[seal]}: --again reads it anew."
        )
    readings = read_photograph(data, catalogue)
    said, remarks = [], []
    for reading in readings:
        name = photo.stem if len(readings) == 1 else f"{photo.stem}-{reading.sheet.sheet_id.replace('/', '-')}"
        said.append(_written(reading, out, name))
        remarks += list(dict.fromkeys(reading.remarks))
        if reading.sheet.sheet_id in earlier:
            remarks.append(_compared(*earlier[reading.sheet.sheet_id], reading, out, name))
        earlier[reading.sheet.sheet_id] = (photo, reading)
    ledger[seal] = photo.name
    return Outcome(photo, "; ".join(said), tuple(remarks))


def _bytes_of(photo: Path) -> bytes:
    try:
        if photo.stat().st_size > MOST_BYTES:
            raise PhotoUnreadable(
                "too_heavy", f"This file weighs {photo.stat().st_size // 1_000_000} MB; 60 MB at most."
            )
        return photo.read_bytes()
    except OSError as error:
        raise PhotoUnreadable("no_file", f"This file cannot be opened ({error.strerror}).") from error


def _written(reading: Reading, out: Path, name: str) -> str:
    """The GeoJSON, the picture from above, the snippets of writing; a line on what was found."""
    Image.fromarray(reading.rectified).save(out / f"{name}.rectified.jpg", quality=QUALITY)
    marks = _with_snippets(reading, out, name)
    said = features(replace(reading, marks=marks))
    if reading.votes:
        said["votes"] = reading.votes
    _write(out / f"{name}.geojson", said)
    counts = {kind: sum(mark.kind == kind for mark in marks) for kind in ("line", "area", "point")}
    found = ", ".join(f"{count} {kind}s" if count != 1 else f"1 {kind}" for kind, count in counts.items())
    words = f", {len(reading.writings)} of writing" if reading.writings else ""
    return f"{reading.sheet.sheet_id}: {found}{words} · {name}.geojson"


def _with_snippets(reading: Reading, out: Path, name: str) -> tuple[Mark, ...]:
    """Each word as a picture beside the mark it is nearest to; alone on the map, it is a place of its own."""
    marks = [replace(mark, pictures=[]) for mark in reading.marks]
    for rank, writing in enumerate(reading.writings, 1):
        file = f"{name}.writing-{rank}.jpg"
        Image.fromarray(_snippet(reading, writing)).save(out / file, quality=QUALITY)
        box = shapely.box(*writing.box)
        near = min(marks, key=lambda mark: shapely.distance(box, shape_mm(mark)), default=None)
        if near is not None:
            near.pictures.append(file)
    return tuple(marks)


def _snippet(reading: Reading, writing: Writing) -> np.ndarray[Any, np.dtype[np.uint8]]:
    x0, y0, x1, y1 = writing.box
    low = [max(0, round((value - SNIPPET_MM) * reading.px_per_mm)) for value in (x0, y0)]
    high = [round((value + SNIPPET_MM) * reading.px_per_mm) for value in (x1, y1)]
    return reading.rectified[low[1] : high[1], low[0] : high[0]]


def _compared(photo: Path, before: Reading, after: Reading, out: Path, name: str) -> str:
    """What changed since the photograph before, in a file of its own."""
    changes = changes_between(before.marks, after.marks)
    found = [
        {**feature(mark, after.sheet), "properties": {**feature(mark, after.sheet)["properties"], "change": change}}
        for change, marks in (("appeared", changes.appeared), ("disappeared", changes.disappeared))
        for mark in marks
    ]
    _write(out / f"{name}.changes.geojson", {"type": "FeatureCollection", "since": photo.name, "features": found})
    return (
        f"Since {photo.name}: {len(changes.appeared)} appeared, {len(changes.disappeared)} disappeared, "
        f"{len(changes.kept)} kept · {name}.changes.geojson"
    )


def _write(path: Path, said: dict[str, Any]) -> None:
    path.write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")


def _ledger(out: Path) -> dict[str, str]:
    try:
        said = json.loads((out / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(seal): str(name) for seal, name in said.items()} if isinstance(said, dict) else {}
