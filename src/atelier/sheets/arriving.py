"""Photographs arrive piece by piece, as the network allows; each is read once its last byte is there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop

from atelier.ateliers.models import Seat, Workshop
from atelier.common.audit import Author, System, record
from atelier.common.files import clean_name
from atelier.common.jobs import start_job
from atelier.engines.paper.reading.refusals import MOST_BYTES, PhotoCode, PhotoUnreadable
from atelier.sheets.enums import PhotoState
from atelier.sheets.models import Photo, PhotoDoor

MOST_WAITING = 400  # photographs of a workshop that nobody has read yet
READ_JOB = "atelier.sheets.jobs.read_job"


class OffsetWrong(ValueError):
    """The piece does not begin where the last one ended; `received` says where that was."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class TooManyWaiting(PhotoUnreadable):
    """The door takes no more before some were read."""


@transaction.atomic
def announce_photo(door: PhotoDoor, *, name: str, size_bytes: int, seat: Seat | None, by: Author) -> Photo:
    """A photograph of `size_bytes` is about to come. Raises PhotoUnreadable when it is too heavy or empty."""
    if size_bytes > MOST_BYTES:
        raise PhotoUnreadable(PhotoCode.TOO_HEAVY, weight=size_bytes // 1_000_000, most=MOST_BYTES // 1_000_000)
    if size_bytes <= 0:
        raise PhotoUnreadable(PhotoCode.NOT_AN_IMAGE)
    unread = Photo.objects.of(door.workshop.atelier_id).filter(workshop=door.workshop)
    if unread.filter(state__in=[PhotoState.ARRIVING, PhotoState.WAITING]).count() >= MOST_WAITING:
        raise TooManyWaiting(PhotoCode.TOO_MANY_WAITING, most=MOST_WAITING)
    photo = Photo.everywhere.create(workshop=door.workshop, name=clean_name(name), size_bytes=size_bytes, seat=seat)
    record("photo.announced", photo, by=by, name=photo.name)
    return photo


@transaction.atomic
def take_piece(pk: UUID, piece: bytes, *, offset: int) -> Photo:
    """The next bytes of a photograph; after the last ones it waits to be read. Raises OffsetWrong."""
    # everywhere: the view found the photograph through its door; the row is locked, two pieces never cross
    photo = Photo.everywhere.select_for_update().get(pk=pk)
    if photo.state != PhotoState.ARRIVING or offset != photo.received_bytes:
        raise OffsetWrong(photo.received_bytes)
    piece = piece[: photo.size_bytes - offset]
    path = arriving_path(photo)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.seek(offset)  # a piece whose transaction failed is written over
        file.truncate()
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    photo.received_bytes += len(piece)
    photo.save(update_fields=["received_bytes"])
    if photo.received_bytes == photo.size_bytes:
        _arrived(photo)
    return photo


def _arrived(photo: Photo) -> None:
    photo.sha256 = hashlib.sha256(arriving_path(photo).read_bytes()).hexdigest()
    photo.state = PhotoState.WAITING
    photo.save(update_fields=["sha256", "state"])
    record("photo.arrived", photo, by=System())
    start_job(READ_JOB, gettext_noop("Reading a photograph"), photo=str(photo.pk))


@transaction.atomic
def read_again(photo: Photo, *, by: Author) -> None:
    """Another try for a photograph that could not be read, once its sheet is known or the software newer."""
    photo.state, photo.refusal, photo.refusal_values = PhotoState.WAITING, "", {}
    photo.save(update_fields=["state", "refusal", "refusal_values"])
    record("photo.read_again", photo, by=by)
    start_job(READ_JOB, gettext_noop("Reading a photograph"), photo=str(photo.pk))


@transaction.atomic
def forget_photo(photo: Photo, *, by: Author) -> None:
    """It goes with what was read of it; what was laid on a table stays there."""
    record("photo.forgotten", photo, by=by, name=photo.name)
    path = arriving_path(photo)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))
    photo.delete()


def arriving_path(photo: Photo) -> Path:
    return Path(settings.VAR_DIR) / "photographs" / str(photo.pk)


def unread_of(workshop: Workshop) -> int:
    states = [PhotoState.ARRIVING, PhotoState.WAITING]
    return Photo.objects.of(workshop.atelier_id).filter(workshop=workshop, state__in=states).count()
