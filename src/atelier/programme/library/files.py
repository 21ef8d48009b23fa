"""The PDF of a publication: kept in `library/` of ATELIER_VAR under the fingerprint of its bytes, saved by backups."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError

MOST_MB = 40
PDF = b"%PDF-"
BLOCK = 1 << 20


class FileTooBig(DomainError):
    code = "library_file_too_big"
    message = _("This file is over %(most)s MB. Lighten it, or give its web address instead.")


class NotAPdf(DomainError):
    code = "library_not_a_pdf"
    message = _("This file is not a PDF. Save the document as a PDF, then send it again.")


def folder() -> Path:
    return Path(settings.VAR_DIR) / "library"


def store(file: IO[bytes]) -> tuple[str, int]:
    """Keep a file: its name in the library, and its bytes. Raises NotAPdf, FileTooBig; then nothing stays."""
    if file.read(len(PDF)) != PDF:
        raise NotAPdf
    file.seek(0)
    folder().mkdir(parents=True, exist_ok=True)
    digest, size, unfinished = sha256(), 0, folder() / f".{id(file)}.unfinished"
    try:
        with unfinished.open("wb") as out:
            while block := file.read(BLOCK):
                size += len(block)
                if size > MOST_MB << 20:
                    raise FileTooBig(most=MOST_MB)
                digest.update(block)
                out.write(block)
        name = f"{digest.hexdigest()[:40]}.pdf"
        unfinished.replace(folder() / name)
    finally:
        unfinished.unlink(missing_ok=True)
    return name, size


def path_of(name: str) -> Path | None:
    """Where a kept file is; None when it is not there any more."""
    path = folder() / Path(name).name
    return path if name and path.is_file() else None
