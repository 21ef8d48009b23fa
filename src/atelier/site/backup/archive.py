"""The file of a backup: a zip that begins with its manifest and holds the fingerprint of every file.

Format 1: `manifest.json`, then `database` (a whole SQLite file, or pg_dump's custom format), then `var/…`.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

import msgspec

from atelier.site.backup.errors import Damaged, LaterVersion, NotABackup

FORMAT = 1
MANIFEST, DATABASE, FILES = "manifest.json", "database", "var/"
BLOCK = 1 << 20
PACKED = {".pmtiles", ".png", ".jpg", ".jpeg", ".webp", ".gz", ".zip", ".pdf", ".mp4"}  # would not shrink


class Piece(msgspec.Struct, frozen=True):
    """A file of the backup: its size in bytes and its SHA-256, in hexadecimal."""

    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself. `migrations` are the names of those its database had gone through."""

    format: int
    made_at: str
    software: str
    database: str
    migrations: list[str]
    files: dict[str, Piece]


def write(out: Path, manifest: Manifest, sources: dict[str, Path]) -> None:
    """Write the backup beside its name, then give it its name: whole or not at all. Readable by its owner only."""
    unfinished = out.with_name(f".{out.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(0o600)
    try:
        with unfinished.open("wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
                archive.writestr(MANIFEST, msgspec.json.encode(manifest))
                for name, source in sources.items():
                    packed = zipfile.ZIP_STORED if source.suffix in PACKED else zipfile.ZIP_DEFLATED
                    archive.write(source, name, compress_type=packed)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def fingerprint(path: Path) -> Piece:
    with path.open("rb") as file:
        return _piece(file)


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """Raises NotABackup for another kind of file, LaterVersion for a format to come."""
    try:
        manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
    except (KeyError, msgspec.DecodeError, zipfile.BadZipFile) as error:
        raise NotABackup(file=archive.filename) from error
    if manifest.format > FORMAT:
        raise LaterVersion
    return manifest


def open_backup(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile) as error:
        raise NotABackup(file=path.name) from error


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Every file is there, as it was, and would land inside its folder. Raises Damaged."""
    there = {info.filename: info for info in archive.infolist()}
    for name, piece in manifest.files.items():
        _refuse_unless(is_inside(name) and name in there and there[name].file_size == piece.bytes, name)
        try:
            with archive.open(name) as file:
                found = _piece(file)
        except (OSError, zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise Damaged(name=name) from error
        _refuse_unless(found == piece, name)
    _refuse_unless(DATABASE in manifest.files, DATABASE)


def extract(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    """One verified file, in place of what was there only once it is whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.restored")
    fresh.unlink(missing_ok=True)
    fresh.touch(0o600)
    with archive.open(name) as source, fresh.open("wb") as copy:
        shutil.copyfileobj(source, copy, BLOCK)
    fresh.replace(target)


def is_inside(name: str) -> bool:
    """No backup may write outside of the folder it is restored to."""
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return inside and (name == DATABASE or name.startswith(FILES))


def _piece(file: IO[bytes]) -> Piece:
    digest, size = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        size += len(block)
    return Piece(size, digest.hexdigest())


def _refuse_unless(is_right: bool, name: str) -> None:
    if not is_right:
        raise Damaged(name=name)
