"""What a file is, read from its first bytes and not from its name: a name can say anything."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import IO

PDF, PNG, JPEG, WEBP = "application/pdf", "image/png", "image/jpeg", "image/webp"
ODT, ODS = "application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PICTURES, OFFICE, SHEETS = frozenset({PNG, JPEG, WEBP}), frozenset({ODT, DOCX}), frozenset({ODS, XLSX})
PAPERS = frozenset({PDF}) | PICTURES | OFFICE | SHEETS

ENDINGS = {
    PDF: ".pdf",
    PNG: ".png",
    JPEG: ".jpg",
    WEBP: ".webp",
    ODT: ".odt",
    ODS: ".ods",
    DOCX: ".docx",
    XLSX: ".xlsx",
}
_STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_MOST_NAMES = 10_000


def kind_of(file: IO[bytes]) -> str:
    """Media type of an open file (left at its start), "" where it is none of those we take."""
    file.seek(0)
    head = file.read(512)
    file.seek(0)
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return _kind_of_zip(file) if head[:4] == b"PK\x03\x04" else ""


def _kind_of_zip(file: IO[bytes]) -> str:
    """Office papers are zips that say inside what they are."""
    try:
        with zipfile.ZipFile(BytesIO(file.read())) as archive:
            names = set(archive.namelist()[:_MOST_NAMES])
            said = archive.read("mimetype")[:80].decode("ascii", "replace") if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""
    finally:
        file.seek(0)
    if said in {ODT, ODS}:
        return said
    return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else ""
