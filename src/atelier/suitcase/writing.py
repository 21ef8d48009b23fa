"""Writing a suitcase: a zip whose members stream from the database, their sums taken on the way."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from atelier.suitcase.manifest import MANIFEST, Manifest, Member

CHUNK = 1 << 20
_encoder = msgspec.json.Encoder()


class Writing:
    """A suitcase being filled, beside its place; `close` puts it there whole, `abandon` forgets it."""

    def __init__(self, path: Path) -> None:
        self.path, self.members = path, list[Member]()
        self._aside = path.with_name(f".{path.name}-{os.getpid()}")
        self._zip = zipfile.ZipFile(self._aside, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._aside.chmod(0o600)  # names of people, and hashes of passwords

    def lines(self, name: str, lines: Iterable[Struct | dict[str, Any]]) -> int:
        """A member of one JSON a line; how many there were."""
        digest, size, count = hashlib.sha256(), 0, 0
        with self._zip.open(name, "w", force_zip64=True) as file:
            for line in lines:
                text = _encoder.encode(line) + b"\n"
                digest.update(text)
                size += file.write(text)
                count += 1
        self.members.append(Member(name=name, bytes=size, sha256=digest.hexdigest(), lines=count))
        return count

    def file(self, name: str, source: Path) -> None:
        """A member that is a file; maps are compressed already, and stay as they are."""
        digest, size = hashlib.sha256(), 0
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_STORED if source.suffix in {".pmtiles", ".png"} else zipfile.ZIP_DEFLATED
        with source.open("rb") as read, self._zip.open(info, "w", force_zip64=True) as file:
            while chunk := read.read(CHUNK):
                digest.update(chunk)
                size += file.write(chunk)
        self.members.append(Member(name=name, bytes=size, sha256=digest.hexdigest()))

    def close(self, manifest: Manifest) -> None:
        manifest.members = self.members
        self._zip.writestr(MANIFEST, msgspec.json.format(_encoder.encode(manifest), indent=1))
        self._zip.close()
        self._aside.replace(self.path)

    def abandon(self) -> None:
        self._zip.close()
        self._aside.unlink(missing_ok=True)
