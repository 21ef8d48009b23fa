"""Who may do what with the sheets of a workshop (docs/reference/permissions.md).

Members see them; scribes and keepers review what was read; keepers print, open the door, lay on tables. Whoever has the
code of the door brings photographs, and sees what became of theirs.
"""

from __future__ import annotations

from uuid import UUID

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Workshop
from atelier.ateliers.rules import access_workshop, is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.errors import NotForYou, NotSeen
from atelier.sheets.errors import DoorClosed
from atelier.sheets.models import PaperMark, Photo, PhotoDoor, Sheet, SheetReading


def may_review(viewer: Viewer, workshop: Workshop) -> bool:
    return is_keeper(viewer, workshop.atelier) or viewer.role_in(workshop.atelier) == Role.SCRIBE


def access_papers(viewer: Viewer, workshop_pk: int, *, to: str = "see") -> Workshop:
    """The workshop whose sheets are asked for; `to`: see, review, manage. 404 if unseen, 403 if forbidden."""
    workshop = access_workshop(viewer, workshop_pk)
    if to == "review" and not may_review(viewer, workshop):
        raise NotForYou
    if to == "manage" and not is_keeper(viewer, workshop.atelier):
        raise NotForYou
    return workshop


def access_sheet(viewer: Viewer, pk: UUID, *, to: str = "see") -> Sheet:
    # everywhere: the atelier is found through the sheet, then asked
    sheet = Sheet.everywhere.select_related("workshop__atelier", "table", "pdf").filter(pk=pk).first()
    if sheet is None:
        raise NotSeen
    access_papers(viewer, sheet.workshop_id, to=to)
    return sheet


def access_reading(viewer: Viewer, pk: UUID, *, to: str = "review") -> SheetReading:
    # everywhere: the atelier is found through the reading, then asked
    readings = SheetReading.everywhere.select_related("photo__workshop__atelier", "sheet__table", "page", "table")
    reading = readings.filter(pk=pk).first()
    if reading is None:
        raise NotSeen
    access_papers(viewer, reading.photo.workshop_id, to=to)
    return reading


def access_photo(viewer: Viewer, pk: UUID, *, to: str = "review") -> Photo:
    # everywhere: the atelier is found through the photograph, then asked
    photo = Photo.everywhere.select_related("workshop__atelier", "file").filter(pk=pk).first()
    if photo is None:
        raise NotSeen
    access_papers(viewer, photo.workshop_id, to=to)
    return photo


def mark_of(reading: SheetReading, pk: int) -> PaperMark:
    mark = PaperMark.objects.of(reading.photo.workshop.atelier_id).filter(reading=reading, pk=pk).first()
    if mark is None:
        raise NotSeen
    return mark


def access_door(code: str) -> PhotoDoor:
    """The open door of this code: it is all the right one needs to bring photographs."""
    # everywhere: whoever holds the code has no atelier yet
    door = PhotoDoor.everywhere.select_related("workshop__atelier").filter(code=code.upper()).first()
    if door is None:
        raise NotSeen
    if not door.is_open:
        raise DoorClosed
    return door
