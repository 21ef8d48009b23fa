"""The two jobs of paper: print sheets, read a photograph. Heavy libraries are imported here only."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from atelier.common.audit import System, record
from atelier.common.errors import DomainError
from atelier.common.files import keep_bytes
from atelier.common.jobs import Progress
from atelier.common.kinds import JPEG, PDF
from atelier.engines.paper.reading.known import KnownSheet, page_print, sheet_of_description
from atelier.engines.paper.reading.marks import Mark, Writing
from atelier.engines.paper.reading.pictures import open_picture
from atelier.engines.paper.reading.read import Reading, read_photograph
from atelier.engines.paper.reading.refusals import PhotoCode, PhotoUnreadable
from atelier.sheets.again import prints_of_code
from atelier.sheets.arriving import arriving_path
from atelier.sheets.comparing import Found, compared
from atelier.sheets.enums import MarkKind, PhotoState, SheetState
from atelier.sheets.models import PaperMark, Photo, Sheet, SheetReading
from atelier.sheets.queries import catalogue_rows, last_reading

QUALITY, LONGEST_SIDE_PX = 86, 3_200
HOUSE = System()
TAKEN_AT = (0x8769, 0x9003)  # Exif, DateTimeOriginal


def print_job(progress: Progress, *, sheets: list[str], **_urls: str) -> None:
    """The PDF of each sheet; one that cannot be made stops the others with its sentence."""
    from atelier.sheets.making import make_sheet
    from atelier.sheets.printed import wish_of

    # everywhere: the view that started this job planned these sheets
    planned = list(Sheet.everywhere.select_related("workshop__atelier", "table").filter(pk__in=sheets))
    for rank, sheet in enumerate(planned):
        progress.at(5 + 90 * rank // len(planned), gettext_noop("Drawing sheet %(rank)s of %(count)s…"),
                    rank=rank + 1, count=len(planned))  # fmt: skip
        try:
            made = make_sheet(wish_of(sheet), sheet_id=sheet.code)
        except DomainError:
            Sheet.everywhere.filter(pk__in=sheets, state=SheetState.PLANNED).update(state=SheetState.FAILED)
            raise
        with transaction.atomic():
            sheet.pdf = keep_bytes(made.pdf, name=f"{sheet.code}.pdf", kind=PDF, by=HOUSE)
            sheet.description, sheet.state = made.description, SheetState.PRINTED
            sheet.save(update_fields=["pdf", "description", "state"])
            record("sheet.printed", sheet, by=HOUSE)


def read_job(progress: Progress, *, photo: str) -> None:
    """A photograph is read, or refused with a code; nothing of it is lost, whatever happens."""
    # everywhere: the door it came through named its workshop
    one = Photo.everywhere.select_related("workshop__atelier").get(pk=UUID(photo))
    if one.state != PhotoState.WAITING:
        return
    progress.at(10, gettext_noop("Looking for the sheet…"))
    try:
        data = arriving_path(one).read_bytes()
        _refuse_twice(one)
        readings = read_photograph(data, catalogue_of(one), prints_of_code)
    except PhotoUnreadable as refused:
        _refused(one, refused)
        return
    except Exception:
        _refused(one, PhotoUnreadable(PhotoCode.BROKEN))
        raise  # the worker's log keeps the trace
    progress.at(80, gettext_noop("Keeping what was read…"))
    _keep(one, data, readings)


def catalogue_of(photo: Photo) -> list[KnownSheet]:
    """The printed sheets of the atelier; each is rendered only when a photograph shows it."""
    found = []
    for sheet in catalogue_rows(photo.workshop.atelier):
        for said in sheet.descriptions:
            found.append(sheet_of_description(said, _printed(sheet, said)))
    return found


def _printed(sheet: Sheet, said: dict[str, Any]) -> Any:
    """The page of the PDF that is this description's: tiles follow their plan, which is the first page."""
    from atelier.common.files import read_file

    rank = next(rank for rank, one in enumerate(sheet.descriptions) if one["sheet_id"] == said["sheet_id"])
    page = rank + (len(sheet.descriptions) > 1)
    pdf = sheet.pdf
    return None if pdf is None else lambda px_per_mm: page_print(read_file(pdf), page)(px_per_mm)


def _refuse_twice(photo: Photo) -> None:
    same = Photo.objects.of(photo.workshop.atelier_id).filter(sha256=photo.sha256, state=PhotoState.READ)
    if twin := same.exclude(pk=photo.pk).first():
        raise PhotoUnreadable(PhotoCode.ALREADY_READ, name=twin.name)


def _refused(photo: Photo, refused: PhotoUnreadable) -> None:
    photo.state, photo.refusal, photo.refusal_values = PhotoState.REFUSED, refused.code, refused.values
    photo.save(update_fields=["state", "refusal", "refusal_values"])
    record("photo.refused", photo, by=HOUSE, code=refused.code)


@transaction.atomic
def _keep(photo: Photo, data: bytes, readings: list[Reading]) -> None:
    """Readings and the photograph without what its camera said; the bytes that came go, unless they are wanted."""
    photo.taken_at = taken_at(data)
    photo.file = keep_bytes(_jpeg(open_picture(data)), name=f"{photo.pk}.jpg", kind=JPEG, by=HOUSE)
    door = getattr(photo.workshop, "photo_door", None)
    if door is not None and door.keeps_originals:
        photo.original = keep_bytes(data, name=photo.name, kind="application/octet-stream", by=HOUSE)
    photo.state = PhotoState.READ
    photo.save(update_fields=["taken_at", "file", "original", "state"])
    for reading in readings:
        _keep_reading(photo, reading)
    record("photo.read", photo, by=HOUSE, sheets=[reading.sheet.sheet_id for reading in readings])
    path = arriving_path(photo)
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _keep_reading(photo: Photo, reading: Reading) -> None:
    known = reading.sheet
    # everywhere: identifiers are unique in the house; the atelier is checked in the same query
    sheet = Sheet.everywhere.filter(
        code=known.sheet_id.partition("/")[0], workshop__atelier=photo.workshop.atelier_id
    ).first()
    before = last_reading(photo.workshop.atelier_id, known.sheet_id)
    kept = SheetReading.everywhere.create(
        photo=photo, sheet=sheet, before=before, label=known.sheet_id, known=_described(known),
        page=keep_bytes(_jpeg(reading.rectified), name=f"{known.sheet_id.replace('/', '-')}.jpg", kind=JPEG, by=HOUSE),
        px_per_mm=reading.px_per_mm, votes=reading.votes, table=sheet.table if sheet else None,
        remarks=[[remark.code, dict(remark.values)] for remark in reading.remarks],
    )  # fmt: skip
    found = [Found(uuid4(), mark) for mark in reading.marks]
    rows = [_row(kept, one.mark, one.object, one.change) for one in compared(before, found)]
    PaperMark.everywhere.bulk_create([*rows, *(_words(kept, writing) for writing in reading.writings)])


def _described(known: KnownSheet) -> dict[str, Any]:
    """What the review and the laying need of a sheet, in the words of its sheet.json."""
    pens = [{"name": p.name, "hex": p.hex, "meaning": p.meaning, "area_meaning": p.area_meaning} for p in known.pens]
    return {"sheet_id": known.sheet_id, "page_mm": known.page_mm, "map_frame_mm": known.frame_mm, "bbox": known.bbox,
            "crs": f"EPSG:{known.crs}", "legend": {"key": known.legend[0], "version": known.legend[1]},
            "pens": pens}  # fmt: skip


def _row(reading: SheetReading, mark: Mark, identity: UUID, change: str) -> PaperMark:
    path = np.round(mark.path, 2).tolist()
    return PaperMark(reading=reading, object=identity, kind=mark.kind, pen=mark.pen, path=path,
                     width_mm=round(mark.width_mm, 2), confidence=mark.confidence, has_arrow=mark.has_arrow,
                     change=change)  # fmt: skip


def _words(reading: SheetReading, writing: Writing) -> PaperMark:
    x0, y0, x1, y1 = (round(value, 2) for value in writing.box)
    return PaperMark(reading=reading, kind=MarkKind.WORDS, pen=writing.pen, path=[[x0, y0], [x1, y1]])


def _jpeg(pixels: Any) -> bytes:
    from PIL import Image

    image, made = Image.fromarray(pixels), io.BytesIO()
    image.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
    image.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def taken_at(data: bytes) -> dt.datetime | None:
    """When the camera says it took the photograph, in the time of the server's place."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            said = image.getexif().get_ifd(TAKEN_AT[0]).get(TAKEN_AT[1])
        return timezone.make_aware(dt.datetime.strptime(str(said), "%Y:%m:%d %H:%M:%S"))  # noqa: DTZ007
    except (OSError, ValueError, SyntaxError):
        return None
