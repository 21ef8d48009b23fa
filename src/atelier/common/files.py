"""Papers and photographs people add: looked at before they are kept, kept once, given back only by a view that asked.

The bytes lie in `<var>/files/`, under the name of their SHA-256; the row says what they are. Sealed tenders do not
pass here in clear: whoever seals hands over the ciphertext with `keep_bytes`.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from collections.abc import Collection
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from atelier.common.audit import Author
from atelier.common.errors import DomainError, NotSeen
from atelier.common.kinds import ENDINGS, JPEG, PICTURES, kind_of
from atelier.common.models import StoredFile

MEGABYTE = 1024 * 1024
MOST_PIXELS, LONGEST_SIDE_PX, JPEG_QUALITY = 60_000_000, 3_200, 88


class FileRefused(DomainError):
    """The file is not kept."""

    code, http_status = "file_refused", HTTPStatus.UNPROCESSABLE_ENTITY


class FileTooLarge(FileRefused):
    code = "file_too_large"
    message = _("%(name)s is larger than %(most)s MB. Make it smaller, then add it again.")


class FileOfAnotherKind(FileRefused):
    code = "file_of_another_kind"
    message = _("%(name)s is not one of the kinds taken here: %(kinds)s.")


class PictureUnreadable(FileRefused):
    code = "picture_unreadable"
    message = _("%(name)s cannot be read as a picture. Open it on your device, save it as JPEG, then add it again.")


def keep_upload(upload: UploadedFile[bytes], *, kinds: Collection[str], most_mb: int, by: Author) -> StoredFile:
    """Keep an uploaded paper as it is, if it is of one of `kinds` (common/kinds.py). Raises FileRefused."""
    name = clean_name(upload.name)
    if (upload.size or 0) > most_mb * MEGABYTE:
        raise FileTooLarge(name=name, most=most_mb)
    kind = kind_of(upload)
    if kind not in kinds:
        raise FileOfAnotherKind(name=name, kinds=words_of(kinds))
    return keep_bytes(upload.read(), name=name, kind=kind, by=by)


def keep_picture(upload: UploadedFile[bytes], *, most_mb: int, by: Author) -> StoredFile:
    """Keep a photograph made anew as JPEG: upright, no larger than the screen needs, without its position or maker.

    Raises FileRefused.
    """
    from PIL import Image, ImageOps

    name = clean_name(upload.name)
    if (upload.size or 0) > most_mb * MEGABYTE:
        raise FileTooLarge(name=name, most=most_mb)
    if kind_of(upload) not in PICTURES:
        raise FileOfAnotherKind(name=name, kinds=words_of(PICTURES))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is below
            with Image.open(upload) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise PictureUnreadable(name=name)
                upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
        made = BytesIO()
        upright.save(made, "JPEG", quality=JPEG_QUALITY, optimize=True)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureUnreadable(name=name) from error
    return keep_bytes(made.getvalue(), name=f"{Path(name).stem}.jpg", kind=JPEG, by=by)


def keep_bytes(content: bytes, *, name: str, kind: str, by: Author) -> StoredFile:
    """Keep what the house made itself (a frozen PDF, a ciphertext)."""
    sha256 = hashlib.sha256(content).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as fresh:
            fresh.write(content)
            fresh.flush()
            os.fsync(fresh.fileno())
        Path(fresh.name).replace(path)  # whole or not at all
    return StoredFile.objects.create(name=name, kind=kind, size_bytes=len(content), sha256=sha256, author=by.author_ref)


def read_file(stored: StoredFile) -> bytes:
    """Its bytes. Raises NotSeen where the disk lost them."""
    try:
        return path_of(stored.sha256).read_bytes()
    except FileNotFoundError as error:
        raise NotSeen from error


def forget_file(stored: StoredFile) -> None:
    """Forget a file nothing points to any more; its bytes go once no other row has the same."""
    stored.delete()
    if not StoredFile.objects.filter(sha256=stored.sha256).exists():
        transaction.on_commit(lambda: _remove_unused(stored.sha256))


def _remove_unused(sha256: str) -> None:
    if not StoredFile.objects.filter(sha256=sha256).exists():
        path_of(sha256).unlink(missing_ok=True)


def file_response(stored: StoredFile, *, is_shown: bool = False) -> HttpResponse:
    """Answer with the file; `is_shown`: in the page (pictures, PDF) rather than to be saved. The view asked first."""
    headers: dict[str, Any] = {
        "Content-Disposition": content_disposition_header(not is_shown, stored.name),
        "Cache-Control": "private, max-age=3600",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(read_file(stored), content_type=stored.kind, headers=headers)


def path_of(sha256: str) -> Path:
    return Path(settings.VAR_DIR) / "files" / sha256[:2] / sha256


def clean_name(name: str | None) -> str:
    """The last part of a file's name, without signs that would break a header or a folder."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?').strip(" .")
    return kept[-120:] or "fichier"


def words_of(kinds: Collection[str]) -> str:
    """«.jpg, .pdf»."""
    return ", ".join(sorted(ENDINGS[kind] for kind in kinds))
