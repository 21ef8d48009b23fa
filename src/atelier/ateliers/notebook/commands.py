"""Writes in the notebook. Every version of an entry stays in the audit."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from atelier.ateliers.models import NotebookEntry, Photograph
from atelier.common.audit import Author, record
from atelier.common.files import keep_picture

MOST_MB = 15


@transaction.atomic
def keep_entry(entry: NotebookEntry, *, by: Author) -> NotebookEntry:
    """An entry, new or changed. A private text stays out of the audit, which others may read one day."""
    is_new = entry.pk is None
    entry.full_clean(exclude=["atelier"])
    entry.save()
    said = {} if entry.is_private else {"title": entry.title, "text": entry.text}
    verb = "notebook.written" if is_new else "notebook.changed"
    record(verb, entry, by=by, day=entry.day.isoformat(), side=entry.side, is_private=entry.is_private, **said)
    return entry


@transaction.atomic
def remove_entry(entry: NotebookEntry, *, by: Author) -> None:
    """The entry is read no more; its row stays."""
    entry.removed_at = timezone.now()
    entry.save(update_fields=["removed_at"])
    record("notebook.removed", entry, by=by, day=entry.day.isoformat())


@transaction.atomic
def add_photograph(
    entry: NotebookEntry, upload: UploadedFile[bytes], *, caption: str, alternative: str, by: Author
) -> Photograph:
    """A photograph made anew, without its position or maker. Raises FileRefused."""
    kept = keep_picture(upload, most_mb=MOST_MB, by=by)
    picture = Photograph(entry=entry, file=kept, caption=caption.strip(), alternative=alternative.strip())
    picture.full_clean(exclude=["entry"])
    picture.save()
    return picture


@transaction.atomic
def remove_photograph(picture: Photograph, *, by: Author) -> None:
    picture.removed_at = timezone.now()
    picture.save(update_fields=["removed_at"])
    record("notebook.picture_removed", picture, by=by, caption=picture.caption)
