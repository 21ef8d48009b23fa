"""Reading a suitcase with suspicion: its sizes are asked before, its sums are checked before anything is believed."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from atelier.common.carrying import kept
from atelier.suitcase.errors import SuitcaseDamaged, SuitcaseTooLarge, SuitcaseTooNew, SuitcaseUnreadable
from atelier.suitcase.manifest import (
    ACCOUNTS,
    AUDIT,
    CONTRIBUTIONS,
    FORMAT,
    GIGABYTE,
    JOURNALS,
    KIND,
    MANIFEST,
    MOST_BYTES,
    MOST_LINE_BYTES,
    MOST_MEMBERS,
    MOST_RATIO,
    RATIO_MATTERS_FROM,
    ROWS,
    SITE,
    TERRITORY,
    Head,
    Manifest,
    Member,
)
from atelier.suitcase.packing_up import our_migrations
from atelier.territories.packing import PLACES
from atelier.territories.sites import FILES

CHUNK = 1 << 20
MOST_MANIFEST_BYTES = 20_000_000
MOST_COUNTED = 1 << 40
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,49}")
JOURNAL = re.compile(JOURNALS + r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.jsonl")
Line = TypeVar("Line", bound=Struct)


class Suitcase:
    """A suitcase that was verified whole: its manifest, its lines, its map."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self.manifest, self._archive = manifest, archive
        self._names = {member.name for member in manifest.members}

    def lines(self, name: str, kind: type[Line]) -> Iterator[Line]:
        """The lines of a member; none when there is no such member. Raises SuitcaseDamaged."""
        if name not in self._names:
            return
        decoder = msgspec.json.Decoder(kind)
        with self._archive.open(name) as file:
            number = 0
            while text := file.readline(MOST_LINE_BYTES + 1):
                number += 1
                if len(text) > MOST_LINE_BYTES:
                    raise SuitcaseDamaged(where=f"{name}, {number}")
                try:
                    yield decoder.decode(text)
                except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                    raise SuitcaseDamaged(where=f"{name}, {number}") from None

    def journals(self) -> list[str]:
        """The tables that have a journal here, by identifier."""
        return [name.removeprefix(JOURNALS).removesuffix(".jsonl") for name in self._names if name.startswith(JOURNALS)]

    def take_site(self, folder: Path) -> None:
        """The files of the map, into an empty folder."""
        for name in sorted(self._names):
            if name.startswith(SITE):
                with self._archive.open(name) as packed, (folder / name.removeprefix(SITE)).open("wb") as file:
                    shutil.copyfileobj(packed, file, CHUNK)

    @property
    def has_site(self) -> bool:
        return f"{SITE}site.json" in self._names


@contextmanager
def opened(path: Path) -> Iterator[Suitcase]:
    """The suitcase of a file, once every sum was checked. Raises SuitcaseRefused."""
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN:
        raise SuitcaseUnreadable from None
    with archive:
        manifest = _manifest(archive)
        _check_members(archive, manifest)
        for member in manifest.members:
            _check_sum(archive, member)
        yield Suitcase(archive, manifest)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    """What it says of itself, if it is ours and of a format we know."""
    try:
        with archive.open(MANIFEST) as file:
            said = file.read(MOST_MANIFEST_BYTES)
        head = msgspec.json.decode(said, type=Head)
    except (KeyError, msgspec.MsgspecError, *BROKEN):
        raise SuitcaseUnreadable from None
    if head.kind != KIND:
        raise SuitcaseUnreadable
    if head.format > FORMAT:
        raise SuitcaseTooNew(software=head.software)
    try:
        manifest = msgspec.json.decode(said, type=Manifest)
    except msgspec.MsgspecError:
        raise SuitcaseDamaged(where=MANIFEST) from None
    ours = our_migrations()
    if any(set(names) - set(ours.get(room, ())) for room, names in manifest.migrations.items()):
        raise SuitcaseTooNew(software=manifest.software)
    counts = (manifest.clock, *manifest.seen.values())
    if not SLUG.fullmatch(manifest.site) or not 0 <= min(counts) <= max(counts) == manifest.clock < MOST_COUNTED:
        raise SuitcaseDamaged(where=MANIFEST)
    return manifest


def _check_members(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """The zip holds what the manifest says and nothing else, under names that we know, of sizes that can be true."""
    inside = {member.filename: member for member in archive.infolist() if member.filename != MANIFEST}
    listed = Counter(member.name for member in manifest.members)
    if len(archive.infolist()) > MOST_MEMBERS or len(inside) + 1 != len(archive.infolist()):
        raise SuitcaseDamaged(where=MANIFEST)
    if set(inside) != set(listed) or max(listed.values(), default=1) > 1:
        raise SuitcaseDamaged(where=MANIFEST)
    known = known_names()
    for member in manifest.members:
        if member.name not in known and not JOURNAL.fullmatch(member.name):
            raise SuitcaseDamaged(where=member.name[:80])
        if inside[member.name].file_size != member.bytes:
            raise SuitcaseDamaged(where=member.name)
        dense = member.bytes > MOST_RATIO * max(inside[member.name].compress_size, 1)
        if dense and member.bytes > RATIO_MATTERS_FROM:
            raise SuitcaseTooLarge(most=MOST_BYTES // GIGABYTE)
    if sum(member.bytes for member in manifest.members) > MOST_BYTES:
        raise SuitcaseTooLarge(most=MOST_BYTES // GIGABYTE)


def known_names() -> set[str]:
    """Every name a member may have, journals apart."""
    rows = {f"{ROWS}{kind}.jsonl" for kind in kept()}
    places = {f"{TERRITORY}{model._meta.model_name}.jsonl" for model in PLACES}
    return rows | places | {f"{SITE}{name}" for name in FILES} | {ACCOUNTS, AUDIT, CONTRIBUTIONS}


def _check_sum(archive: zipfile.ZipFile, member: Member) -> None:
    """No more bytes than it said, and those it said."""
    digest, left = hashlib.sha256(), member.bytes
    try:
        with archive.open(member.name) as file:
            while chunk := file.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    break
                digest.update(chunk)
    except BROKEN:
        raise SuitcaseDamaged(where=member.name) from None
    if left or digest.hexdigest() != member.sha256:
        raise SuitcaseDamaged(where=member.name)
