"""An import between its upload and the word of its facilitator: a folder of var/, told by its table and its own id."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from msgspec import Struct

from atelier.common.errors import NotSeen
from atelier.engines.exchange.refusals import Problem

if TYPE_CHECKING:  # the server shows previews, the worker has the libraries that read
    from atelier.engines.exchange.reading import Reading

KEPT_S = 2 * 24 * 3600
MOST_ROWS, MOST_PROBLEMS = 8, 200
UPLOAD, READING, PREVIEW, PICTURE, OUTCOME = "upload", "reading.msgpack", "preview.json", "map.svg", "outcome.json"


class Row(Struct):
    """A feature as the preview lists it."""

    feature: int
    shape: str
    attributes: dict[str, str]


class Preview(Struct):
    """What the preview says. `counts` by shape; `totals` of problems by code, of which `problems` are the first."""

    name: str
    kind: str
    features: int
    crs: list[str]
    fields: list[str]
    counts: dict[str, int]
    rows: list[Row]
    problems: list[Problem]
    totals: dict[str, int]
    shown: int = 0

    @property
    def left_out(self) -> int:
        return sum(self.totals[code] for code in self.totals if Problem(1, code).is_error)


class Outcome(Struct):
    """What laying did; `already` were on the table from an earlier import, `erased` of them erased since."""

    overlay: str
    laid: int
    already: int = 0
    erased: int = 0
    refused: int = 0


class Pending:
    """The folder of one import of one table."""

    def __init__(self, table_id: UUID | str, import_id: UUID | str) -> None:
        self.import_id = UUID(str(import_id))
        self.folder = imports_folder() / str(UUID(str(table_id))) / str(self.import_id)

    @classmethod
    def start(cls, table_id: UUID, chunks: Iterable[bytes]) -> Pending:
        """A new import with its file; those nobody came back to for two days go."""
        sweep()
        pending = cls(table_id, uuid4())
        pending.folder.mkdir(parents=True)
        with (pending.folder / UPLOAD).open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        return pending

    @property
    def upload(self) -> Path:
        return self.folder / UPLOAD

    def keep(self, name: str, reading: Reading, picture: bytes, shown: int) -> None:
        """What was read, ready to be looked at; the file itself is no longer needed."""
        preview = preview_of(name, reading)
        preview.shown = shown
        (self.folder / READING).write_bytes(msgspec.msgpack.encode(reading))
        (self.folder / PICTURE).write_bytes(picture)
        (self.folder / PREVIEW).write_bytes(msgspec.json.encode(preview))
        self.upload.unlink(missing_ok=True)

    def preview(self) -> Preview:
        return msgspec.json.decode(self._bytes(PREVIEW), type=Preview)

    def picture(self) -> bytes:
        return self._bytes(PICTURE)

    def reading(self) -> Reading:
        from atelier.engines.exchange.reading import Reading

        return msgspec.msgpack.decode(self._bytes(READING), type=Reading)

    def outcome(self) -> Outcome | None:
        path = self.folder / OUTCOME
        return msgspec.json.decode(path.read_bytes(), type=Outcome) if path.exists() else None

    def end(self, outcome: Outcome) -> None:
        (self.folder / OUTCOME).write_bytes(msgspec.json.encode(outcome))
        (self.folder / READING).unlink(missing_ok=True)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            raise NotSeen from None


def imports_folder() -> Path:
    return Path(settings.VAR_DIR) / "imports"


def sweep() -> None:
    """Forget imports that nobody laid nor gave up."""
    for folder in imports_folder().glob("*/*"):
        if time.time() - folder.stat().st_mtime > KEPT_S:
            shutil.rmtree(folder, ignore_errors=True)


def preview_of(name: str, reading: Reading) -> Preview:
    first: dict[int, str] = {}
    for part in reading.parts:
        if len(first) < MOST_ROWS:
            first.setdefault(part.feature, part.shape)
    return Preview(
        name=name,
        kind=reading.kind,
        features=reading.features,
        crs=reading.crs,
        fields=reading.fields,
        counts=dict(Counter(part.shape for part in reading.parts)),
        rows=[Row(number, kind, reading.attributes[number]) for number, kind in first.items()],
        problems=reading.problems[:MOST_PROBLEMS],
        totals=dict(Counter(str(problem.code) for problem in reading.problems)),
    )
