"""What kind of file it is, by its first bytes: never by its name, and never by asking a library to guess."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from xml.parsers import expat

from atelier.engines.exchange.refusals import FileCode, FileRefused

Kind = Literal["gpkg", "zip", "kml", "gpx", "geojson", "csv", "shp"]
HEAD = 64 * 1024
KNOWN_OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\xd0\xcf\x11\xe0", "Office"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)


def kind_of(path: Path) -> Kind:
    """Raises FileRefused for an empty file and for what is no map."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text:
        raise FileRefused(FileCode.EMPTY)
    for magic, what in KNOWN_OTHERS:
        if head.startswith(magic):
            raise FileRefused(FileCode.NOT_A_MAP, what=what)
    if head.startswith(b"SQLite format 3\x00"):
        return "gpkg"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "shp"
    if text.startswith(b"<") or head.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        return _kind_of_xml(head)
    if text.startswith((b"{", b"[")):
        return "geojson"
    if b"\x00" in head:
        raise FileRefused(FileCode.NOT_A_MAP, what="?")
    return "csv"


class _Root(Exception):
    """Found: the name of the first element."""


def _kind_of_xml(head: bytes) -> Kind:
    """By the root element. A document type is refused: entities can grow without end or name other files."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise FileRefused(FileCode.XML_WITH_DOCTYPE)

    def found(name: str, _: object) -> None:
        raise _Root(name.rpartition(" ")[2].lower())

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, found
    try:
        parser.Parse(head, False)
    except _Root as root:
        name = str(root)
        if name == "kml":
            return "kml"
        if name == "gpx":
            return "gpx"
        raise FileRefused(FileCode.NOT_A_MAP, what=f"XML <{name[:30]}>") from None
    except expat.ExpatError as error:
        raise FileRefused(FileCode.UNREADABLE, line=error.lineno) from None
    raise FileRefused(FileCode.NOT_A_MAP, what="XML")
