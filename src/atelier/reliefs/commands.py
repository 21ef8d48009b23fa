"""Writes on reliefs: ask for one, keep what was made, make it again, delete it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, System, record
from atelier.common.errors import DomainError
from atelier.common.files import forget_file, keep_bytes
from atelier.common.job_words import written_error
from atelier.people.models import Account
from atelier.reliefs.enums import FileRole
from atelier.reliefs.models import Relief, ReliefFile
from atelier.reliefs.wishes import Wish

if TYPE_CHECKING:
    from atelier.reliefs.making import Made

MEDIA = {
    ".svg": "image/svg+xml", ".pdf": "application/pdf", ".png": "image/png", ".tif": "image/tiff",
    ".geojson": "application/geo+json", ".stl": "model/stl", ".3mf": "model/3mf", ".dxf": "image/vnd.dxf",
    ".zip": "application/zip",
}  # fmt: skip


@transaction.atomic
def ask_relief(atelier: Atelier, wish: Wish, *, account: Account | None, by: Author) -> Relief:
    """The wish is kept before anything is made."""
    relief = Relief(atelier=atelier, kind=wish.kind, title=wish.title, wish=wish.plain(), asked_by=account)
    relief.full_clean()
    relief.save()
    record("relief.asked", relief, by=by, kind=wish.kind)
    return relief


@transaction.atomic
def ask_relief_again(relief: Relief, *, by: Author) -> None:
    """The same wish on the ground and the drawings of today; the files that exist stay until the new ones do."""
    Relief.objects.of(relief.atelier_id).filter(pk=relief.pk).update(failure="")
    record("relief.asked_again", relief, by=by)


@transaction.atomic
def keep_made(relief: Relief, made: Made) -> None:
    """Keep the files of a relief in the place of those it had."""
    from atelier.reliefs.making import archive

    _forget_files(relief)
    house, rank = System(), 0
    files = [(made.picture, FileRole.PICTURE)] if made.picture else []
    if len(made.parts) > 1:
        whole = archive(made.parts, made.parts[0].with_name(f"{slugify(relief.title)[:60] or 'relief'}.zip"))
        files.append((whole, FileRole.WHOLE))
    for path, role in [*files, *((part, FileRole.PART) for part in made.parts)]:
        stored = keep_bytes(path.read_bytes(), name=path.name, kind=_media(path), by=house)
        ReliefFile.everywhere.create(relief=relief, file=stored, role=role, ordinal=rank)
        rank += 1
    changes = {"summary": made.summary, "notes": list(made.notes), "failure": "", "made_at": timezone.now()}
    Relief.objects.of(relief.atelier_id).filter(pk=relief.pk).update(**changes)
    record("relief.made", relief, by=house, files=rank)


@transaction.atomic
def note_failure(relief: Relief, refusal: DomainError) -> None:
    """Why it could not be made, for its page."""
    Relief.objects.of(relief.atelier_id).filter(pk=relief.pk).update(failure=written_error(refusal))
    record("relief.refused", relief, by=System(), code=refusal.code)


@transaction.atomic
def delete_relief(relief: Relief, *, by: Author) -> None:
    """The files go with it; the audit keeps that it was there."""
    record("relief.deleted", relief, by=by, title=relief.title)
    _forget_files(relief)
    relief.delete()


def _forget_files(relief: Relief) -> None:
    for one in ReliefFile.objects.of(relief.atelier_id).filter(relief=relief).select_related("file"):
        stored = one.file
        one.delete()
        forget_file(stored)


def _media(path: Path) -> str:
    return MEDIA.get(path.suffix, "application/octet-stream")
