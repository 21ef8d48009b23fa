"""A photograph read into files: GeoJSON, the page from above, the words as pictures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from PIL import Image

from atelier.engines.paper.reading.changes import shape_mm
from atelier.engines.paper.reading.known import KnownSheet, Printed
from atelier.engines.paper.reading.marks import Mark, Writing
from atelier.engines.paper.reading.read import Reading, features, read_photograph
from atelier.engines.paper.reading.refusals import MOST_BYTES, PhotoCode, PhotoUnreadable, Remark

SNIPPET_MM = 1.5  # of paper kept around a word
QUALITY = 88


@dataclass(frozen=True)
class Kept:
    """What stays in memory of a photograph once its files are written: small, whatever their number."""

    sheet: KnownSheet
    marks: tuple[Mark, ...]
    name: str
    line: str
    remarks: tuple[Remark, ...]


def read_to_files(photo: Path, catalogue: list[KnownSheet], out: Path, stem: str) -> list[Kept]:
    """One photograph read, its files written under `stem`. Raises PhotoUnreadable."""
    readings = read_photograph(bytes_of(photo), catalogue, _prints_of_code)
    found = []
    for reading in readings:
        name = stem if len(readings) == 1 else f"{stem}-{reading.sheet.sheet_id.replace('/', '-')}"
        line = _written(reading, out, name)
        found.append(Kept(replace(reading.sheet, printed=None), reading.marks, name, line, reading.remarks))
    return found


def _prints_of_code(sheet: KnownSheet) -> Sequence[Printed]:
    from atelier.sheets.again import prints_of_code  # brings what draws maps

    return prints_of_code(sheet)


def bytes_of(photo: Path) -> bytes:
    """Raises PhotoUnreadable when the file cannot be opened, or is too heavy."""
    try:
        if photo.stat().st_size > MOST_BYTES:
            raise PhotoUnreadable(
                PhotoCode.TOO_HEAVY, weight=photo.stat().st_size // 1_000_000, most=MOST_BYTES // 1_000_000
            )
        return photo.read_bytes()
    except OSError as error:
        raise PhotoUnreadable(PhotoCode.NO_FILE, reason=error.strerror or str(error)) from error


def _written(reading: Reading, out: Path, name: str) -> str:
    """The GeoJSON, the picture from above, the snippets of writing; a line on what was found."""
    Image.fromarray(reading.rectified).save(out / f"{name}.rectified.jpg", quality=QUALITY)
    marks = _with_snippets(reading, out, name)
    said = features(replace(reading, marks=marks))
    if reading.votes:
        said["votes"] = reading.votes
    write(out / f"{name}.geojson", said)
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


def write(path: Path, said: dict[str, Any]) -> None:
    path.write_text(json.dumps(said, ensure_ascii=False) + "\n", encoding="utf-8")
