"""Zipped files, unpacked with suspicion: sizes are asked before, counted during, and names are ours."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from atelier.engines.exchange.limits import (
    MEGABYTE,
    MOST_LAYERS,
    MOST_MEMBERS,
    MOST_RATIO,
    MOST_UNPACKED_BYTES,
    RATIO_MATTERS_FROM,
)
from atelier.engines.exchange.refusals import FileCode, FileRefused

MAINS = {".shp", ".kml", ".gpx", ".geojson", ".json", ".gpkg", ".csv"}
BESIDE_SHP = {".shx", ".dbf", ".prj", ".cpg"}
CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError)


@dataclass(frozen=True)
class Member:
    """A file that was in the zip; `name` as people called it, `path` as we call it."""

    name: str
    path: Path


def unzip(path: Path, folder: Path) -> list[Member]:
    """The map files of a zip, unpacked in `folder` with what stands beside them. Raises FileRefused."""
    try:
        with zipfile.ZipFile(path) as archive:
            groups = _groups(archive)
            _check_sizes([one for group in groups.values() for one in group.values()])
            return [_take(archive, group, folder, number) for number, group in enumerate(groups.values())]
    except FileRefused:
        raise
    except BROKEN:
        raise FileRefused(FileCode.BROKEN_ZIP) from None


def _groups(archive: zipfile.ZipFile) -> dict[str, dict[str, zipfile.ZipInfo]]:
    """The members that matter, by stem then suffix; only stems that hold a map."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise FileRefused(FileCode.ZIP_BOMB, most=MOST_UNPACKED_BYTES // MEGABYTE)
    groups: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for member in members:
        place = PurePosixPath(member.filename.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts or ":" in "".join(place.parts[:1]):
            raise FileRefused(FileCode.ZIP_PATH)
        suffix = place.suffix.lower()
        if member.is_dir() or "__MACOSX" in place.parts or place.name.startswith("."):
            continue
        if suffix in MAINS | BESIDE_SHP:
            groups.setdefault(str(place.with_suffix("")).lower(), {})[suffix] = member
    maps = {stem: group for stem, group in groups.items() if MAINS & group.keys()}
    if not maps or len(maps) > MOST_LAYERS:
        raise FileRefused(FileCode.NOTHING_IN_ZIP, most=MOST_LAYERS)
    return maps


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if any(member.flag_bits & 1 for member in members):
        raise FileRefused(FileCode.LOCKED_ZIP)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    too_dense = unpacked > RATIO_MATTERS_FROM and unpacked > MOST_RATIO * max(packed, 1)
    if unpacked > MOST_UNPACKED_BYTES or too_dense:
        raise FileRefused(FileCode.ZIP_BOMB, most=MOST_UNPACKED_BYTES // MEGABYTE)


def _take(archive: zipfile.ZipFile, group: dict[str, zipfile.ZipInfo], folder: Path, number: int) -> Member:
    main = next(suffix for suffix in group if suffix in MAINS)
    for suffix, member in group.items():
        _unpack(archive, member, folder / f"{number}{suffix}")
    return Member(PurePosixPath(group[main].filename.replace("\\", "/")).stem, folder / f"{number}{main}")


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> None:
    """No more bytes than the member said it has: a header can lie."""
    left = member.file_size
    with archive.open(member) as packed, path.open("wb") as file:
        while chunk := packed.read(CHUNK):
            left -= len(chunk)
            if left < 0:
                raise FileRefused(FileCode.ZIP_BOMB, most=MOST_UNPACKED_BYTES // MEGABYTE)
            file.write(chunk)
