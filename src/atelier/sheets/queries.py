"""Reads on sheets and photographs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from atelier.ateliers.models import Atelier, Workshop
from atelier.sheets.enums import MarkChange, PhotoState, ReadingState
from atelier.sheets.models import PaperMark, Photo, Sheet, SheetReading


def sheets_of(workshop: Workshop) -> QuerySet[Sheet]:
    sheets = Sheet.objects.of(workshop.atelier_id).filter(workshop=workshop).select_related("table", "pdf")
    counted = sheets.annotate(readings_count=Count("readings", distinct=True))
    return counted.order_by("created_at", "code")  # said: a count undoes the model's own order


def photos_of(workshop: Workshop) -> QuerySet[Photo]:
    """Newest first, with what was read of them."""
    photos = Photo.objects.of(workshop.atelier_id).filter(workshop=workshop)
    return photos.select_related("seat").prefetch_related("readings__table").order_by("-created_at", "-id")


def photos_sent_by(workshop: Workshop, identities: list[str]) -> QuerySet[Photo]:
    """Those a telephone remembers sending, in the order they were sent."""
    photos = Photo.objects.of(workshop.atelier_id).filter(workshop=workshop, pk__in=identities)
    return photos.prefetch_related("readings__marks").order_by("created_at", "id")


def readings_to_review(workshop: Workshop) -> QuerySet[SheetReading]:
    readings = SheetReading.objects.of(workshop.atelier_id).filter(photo__workshop=workshop)
    return readings.filter(state=ReadingState.TO_REVIEW).select_related("photo", "sheet__table")


def catalogue_rows(atelier: Atelier) -> QuerySet[Sheet]:
    """Every printed sheet of an atelier: one drawn at the first workshop may be photographed at the second."""
    return Sheet.objects.of(atelier).exclude(description={}).select_related("pdf")


def last_reading(atelier_id: int, label: str) -> SheetReading | None:
    """The photograph of this sheet that was read before, unless it was set aside."""
    readings = SheetReading.objects.of(atelier_id).filter(label=label).exclude(state=ReadingState.SET_ASIDE)
    return readings.select_related("photo__workshop").order_by("-created_at", "-id").first()


def marks_of(reading: SheetReading) -> list[PaperMark]:
    return list(PaperMark.objects.of(reading.photo.workshop.atelier_id).filter(reading=reading))


def mark_behind(atelier: Atelier, thing: UUID) -> PaperMark | None:
    """The mark of felt pen that a thing of a table was, if it comes from paper."""
    marks = PaperMark.objects.of(atelier).filter(object=thing, reading__state=ReadingState.LAID)
    marks = marks.exclude(change__in=[MarkChange.KEPT, MarkChange.DISAPPEARED])
    return marks.select_related("reading__photo", "reading__sheet", "reading__table").first()


def paper_counts(workshop: Workshop) -> dict[str, int]:
    """How many photographs wait to be read, cannot be, and how many sheets wait to be reviewed."""
    photos = Photo.objects.of(workshop.atelier_id).filter(workshop=workshop)
    waiting = Q(state__in=[PhotoState.ARRIVING, PhotoState.WAITING])
    counts: dict[str, int] = photos.aggregate(
        waiting=Count("pk", filter=waiting), refused=Count("pk", filter=Q(state=PhotoState.REFUSED))
    )
    return counts | {"to_review": readings_to_review(workshop).count()}
