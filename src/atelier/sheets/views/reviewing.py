"""A person looks at what was read of a sheet, then lays it on its table."""

from __future__ import annotations

import io
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import viewer_of
from atelier.common.errors import DomainError, NotSeen
from atelier.common.files import file_response, read_file
from atelier.people.models import Account
from atelier.sheets.arriving import forget_photo, read_again
from atelier.sheets.enums import MarkKind, PhotoState, ReadingState
from atelier.sheets.forms import LayForm, MarkForm
from atelier.sheets.laying import Laid, lay_on_table
from atelier.sheets.models import SheetReading
from atelier.sheets.queries import readings_to_review
from atelier.sheets.reviewing import change_mark, join_marks, set_reading_aside, split_mark
from atelier.sheets.rules import access_photo, access_reading, mark_of
from atelier.sheets.screen import review_page
from atelier.tables.commands import keeper_seat
from atelier.tables.rules import access_table

AROUND_MM = 1.5  # of paper kept around words


@never_cache
@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rectified photograph under what was read of it, and the list of its marks."""
    viewer = viewer_of(request)
    reading = access_reading(viewer, pk)
    form = LayForm(workshop=reading.photo.workshop, initial={"table": reading.table_id})
    page = review_page(reading) | {"form": form, "can_lay": is_keeper(viewer, reading.photo.workshop.atelier)}
    return render(request, "sheets/review.html", page)


@require_safe
def page_picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sheet from above."""
    reading = access_reading(viewer_of(request), pk)
    if reading.page is None:
        raise NotSeen
    return file_response(reading.page, is_shown=True)


@require_safe
def words_picture(request: HttpRequest, pk: UUID, mark_pk: int) -> HttpResponse:
    """Handwriting, close, for whoever types it."""
    from PIL import Image

    reading = access_reading(viewer_of(request), pk)
    mark = mark_of(reading, mark_pk)
    if reading.page is None or mark.kind != MarkKind.WORDS:
        raise NotSeen
    with Image.open(io.BytesIO(read_file(reading.page))) as page:
        scale = page.width / reading.known["page_mm"][0]
        (x0, y0), (x1, y1) = mark.path
        box = ((x0 - AROUND_MM) * scale, (y0 - AROUND_MM) * scale, (x1 + AROUND_MM) * scale, (y1 + AROUND_MM) * scale)
        part, made = page.crop(tuple(round(side) for side in box)), io.BytesIO()
        part.save(made, "JPEG", quality=88)
    headers = {"Cache-Control": "private, max-age=3600"}
    return HttpResponse(made.getvalue(), content_type="image/jpeg", headers=headers)


@require_POST
def mark(request: HttpRequest, pk: UUID, mark_pk: int) -> HttpResponse:
    """Change a mark: `do` is change (the whole form), keep, drop, join (`other`), split (`share` in %)."""
    viewer = viewer_of(request)
    reading = access_reading(viewer, pk)
    assert viewer.account
    try:
        shown = _changed(request, reading, mark_pk, by=viewer.account)
    except DomainError as error:
        messages.error(request, error.sentence)
        shown = mark_pk
    return redirect(f"{reverse('sheets:review', args=[pk])}#mark-{shown}")


def _changed(request: HttpRequest, reading: SheetReading, mark_pk: int, *, by: Account) -> int:
    """What was asked is done; the number of the mark to look at then."""
    one, asked = mark_of(reading, mark_pk), request.POST.get("do", "change")
    form = MarkForm(request.POST, reading=reading)
    version = _whole_number(request, "version")
    if asked in {"keep", "drop"}:
        return change_mark(one, version=version, by=by, is_kept=asked == "keep").pk
    if asked == "join":
        return join_marks(one, mark_of(reading, _whole_number(request, "other")), version=version, by=by).pk
    if asked == "split":
        return split_mark(one, share=_whole_number(request, "share") / 100, version=version, by=by)[0].pk
    if form.is_valid():
        said = form.cleaned_data
        change_mark(one, version=version, by=by, kind=said["kind"], pen=said["pen"], text=said["text"])
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return one.pk


@require_POST
def lay(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The kept marks go to the table; everybody there sees them."""
    viewer = viewer_of(request)
    reading = access_reading(viewer, pk, to="manage")
    form = LayForm(request.POST, workshop=reading.photo.workshop)
    if not form.is_valid():
        return render(request, "sheets/review.html", review_page(reading) | {"form": form, "can_lay": True}, status=422)
    table = access_table(viewer, form.cleaned_data["table"].pk, to="see").table
    assert viewer.account
    laid = lay_on_table(reading, table, seat=keeper_seat(table, viewer), by=viewer.account)
    messages.success(request, _told(laid, table.name))
    nearest = readings_to_review(reading.photo.workshop).first()
    if nearest:
        return redirect("sheets:review", pk=nearest.pk)
    return redirect("sheets:papers", workshop_pk=reading.photo.workshop_id)


@require_POST
def aside(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A reading that is not to be laid, or after all is."""
    viewer = viewer_of(request)
    reading = access_reading(viewer, pk)
    assert viewer.account
    is_aside = reading.state != ReadingState.SET_ASIDE
    set_reading_aside(reading, is_aside=is_aside, by=viewer.account)
    if is_aside:
        return redirect("sheets:papers", workshop_pk=reading.photo.workshop_id)
    return redirect("sheets:review", pk=pk)


@require_safe
def photo_picture(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A photograph as it was taken, without what its camera said."""
    photo = access_photo(viewer_of(request), pk)
    if photo.file is None:
        raise NotSeen
    return file_response(photo.file, is_shown=True)


@require_POST
def photo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a refused photograph again, or forget it."""
    viewer = viewer_of(request)
    one = access_photo(viewer, pk)
    if request.POST.get("do") == "forget":
        forget_photo(one, by=viewer)
    elif one.state == PhotoState.REFUSED:
        read_again(one, by=viewer)
    return redirect("sheets:papers", workshop_pk=one.workshop_id)


def _told(laid: Laid, table: str) -> str:
    said = [
        ngettext("%(count)s mark laid on %(table)s.", "%(count)s marks laid on %(table)s.", laid.drawn)
        % {"count": laid.drawn, "table": table}
    ]
    if laid.erased:
        said.append(ngettext("%(count)s erased.", "%(count)s erased.", laid.erased) % {"count": laid.erased})
    if laid.refused:
        said.append(ngettext("%(count)s refused.", "%(count)s refused.", laid.refused) % {"count": laid.refused})
    if laid.untyped:
        said.append(
            ngettext("%(count)s word nobody typed stays on the photograph.",
                     "%(count)s words nobody typed stay on the photograph.", laid.untyped) % {"count": laid.untyped}
        )  # fmt: skip
    return " ".join(said)


def _whole_number(request: HttpRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdigit() else 0
