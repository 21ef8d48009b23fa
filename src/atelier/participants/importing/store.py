"""A list between its upload and the word of its keeper: a folder of var/, gone once written or after two days."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.conf import settings
from msgspec import Struct

from atelier.common.errors import NotSeen
from atelier.engines.lists.reading import People
from atelier.participants.importing.comparing import Item

KEPT_S = 2 * 24 * 3600


class Preview(Struct):
    """What the keeper looks at. `columns`: field → number of its column; no items where no column is a name."""

    file: str
    headings: list[str]
    samples: list[list[str]]
    columns: dict[str, int]
    college: str
    items: list[Item] = []

    @property
    def counts(self) -> dict[str, int]:
        return dict(Counter(item.verb for item in self.items))

    @property
    def fingerprint(self) -> str:
        """What would be written: the same, or the keeper has not seen it."""
        written = [(item.line, item.verb, item.contact, item.changes) for item in self.items]
        return hashlib.sha256(msgspec.json.encode(written)).hexdigest()


class PendingList:
    """The folder of one list of one atelier."""

    def __init__(self, atelier_id: int, list_id: UUID | str) -> None:
        self.list_id = UUID(str(list_id))
        self.folder = _folder() / str(atelier_id) / str(self.list_id)

    @classmethod
    def start(cls, atelier_id: int, chunks: Iterable[bytes]) -> PendingList:
        """A new list with its file; those nobody came back to go."""
        for old in _folder().glob("*/*"):
            if old.stat().st_mtime < time.time() - KEPT_S:
                shutil.rmtree(old, ignore_errors=True)
        pending = cls(atelier_id, uuid4())
        pending.folder.mkdir(parents=True)
        with (pending.folder / "upload").open("wb") as file:
            for chunk in chunks:
                file.write(chunk)
        return pending

    def upload(self) -> bytes:
        return self._read("upload")

    def keep_people(self, people: People) -> None:
        (self.folder / "people").write_bytes(msgspec.msgpack.encode(asdict(people)))

    def people(self) -> People:
        said: dict[str, Any] = msgspec.msgpack.decode(self._read("people"))
        return People(**said)

    def keep(self, preview: Preview) -> None:
        (self.folder / "preview").write_bytes(msgspec.msgpack.encode(preview))

    def preview(self) -> Preview:
        """Raises NotSeen where there is none, any more or yet."""
        return msgspec.msgpack.decode(self._read("preview"), type=Preview)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as error:
            raise NotSeen from error


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "lists"
