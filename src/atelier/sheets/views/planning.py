"""The papers of a workshop, and one of its sheets."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Workshop
from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import NotForYou, NotSeen
from atelier.common.files import file_response, read_file
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.common.kinds import PDF
from atelier.common.qr import qr_svg
from atelier.sheets.bundle import bundled
from atelier.sheets.enums import PhotoState, SheetState
from atelier.sheets.errors import SheetNotPrinted
from atelier.sheets.forms import DoorForm, SheetForm
from atelier.sheets.models import Photo, PhotoDoor, Sheet
from atelier.sheets.planning import close_door, forget_sheet, note_sheet, open_door, plan_sheets
from atelier.sheets.queries import paper_counts, photos_of, readings_to_review, sheets_of
from atelier.sheets.rules import access_papers, access_sheet, may_review
from atelier.sheets.sentences import photo_sentence
from atelier.tables.links import spaced

PRINT_JOB = "atelier.sheets.jobs.print_job"


@never_cache
@require_safe
def papers(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """Every sheet of a workshop, what came back, what waits to be looked at."""
    viewer = viewer_of(request)
    workshop = access_papers(viewer, workshop_pk)
    door = door_of(workshop)
    sheets = sheets_of(workshop)
    page = where(workshop) | {
        "sheets": sheets,
        "printed_count": sum(one.pdf_id is not None for one in sheets),
        "photos": [(one, refusal_of(one)) for one in photos_of(workshop)] if may_review(viewer, workshop) else [],
        "to_review": readings_to_review(workshop),
        "counts": paper_counts(workshop),
        "can_manage": is_keeper(viewer, workshop.atelier),
        "can_review": may_review(viewer, workshop),
        "door": door,
        "door_form": DoorForm(initial={"keeps_originals": door.keeps_originals if door else False}),
    }
    return render(request, "sheets/papers.html", page | door_facts(request, door))


def plan(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """Ask for sheets; POST plans them and starts their printing."""
    viewer = viewer_of(request)
    workshop = access_papers(viewer, workshop_pk, to="manage")
    form = SheetForm(request.POST or None, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        made = plan_sheets(workshop, form.chosen_tables, form.wish, by=viewer)
        return _print(request, workshop, made)
    return render(request, "sheets/plan.html", where(workshop) | {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_safe
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One sheet: its print, where it is, what was read of it."""
    viewer = viewer_of(request)
    one = access_sheet(viewer, pk)
    page = where(one.workshop) | {
        "sheet": one,
        "readings": one.readings.select_related("photo", "table"),
        "can_manage": is_keeper(viewer, one.workshop.atelier),
        "can_review": may_review(viewer, one.workshop),
        "states": [(state, state.label) for state in (SheetState.PRINTED, SheetState.OUT, SheetState.BACK)],
    }
    return render(request, "sheets/sheet.html", page)


@require_safe
def pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file to print, at true size."""
    one = access_sheet(viewer_of(request), pk)
    if one.pdf is None:
        raise SheetNotPrinted(code=one.code)
    return file_response(one.pdf, is_shown=True)


@require_safe
def all_pdf(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """Every printed sheet of the workshop in one file: one command to the printer for all the tables."""
    workshop = access_papers(viewer_of(request), workshop_pk)
    files = [one.pdf for one in sheets_of(workshop) if one.pdf is not None]
    if not files:
        raise NotSeen
    name = _("sheets of %(workshop)s") % {"workshop": workshop.title}
    headers = {
        "Content-Disposition": content_disposition_header(False, f"{name}.pdf"),
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bundled(map(read_file, files)), content_type=PDF, headers=headers)


@require_POST
def state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say where a sheet is; `again` prints it once more, `forget` takes it off the list."""
    viewer = viewer_of(request)
    one = access_sheet(viewer, pk, to="manage")
    wanted = request.POST.get("state", "")
    if wanted == "again":
        return _print(request, one.workshop, [one])
    if wanted == "forget":
        workshop_pk = one.workshop_id
        forget_sheet(one, by=viewer)
        return redirect("sheets:papers", workshop_pk=workshop_pk)
    if wanted in {SheetState.PRINTED, SheetState.OUT, SheetState.BACK} and one.pdf_id:
        note_sheet(one, SheetState(wanted), by=viewer)
    return redirect("sheets:sheet", pk=pk)


@require_POST
def door(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """Open the door for photographs (with a new code), or close it."""
    viewer = viewer_of(request)
    workshop = access_papers(viewer, workshop_pk, to="manage")
    form = DoorForm(request.POST)
    existing = door_of(workshop)
    if request.POST.get("is_open") == "no":
        if existing:
            close_door(existing, by=viewer)
        messages.info(request, _("The door is closed: photographs are no longer taken."))
    elif form.is_valid():
        open_door(workshop, keeps_originals=form.cleaned_data["keeps_originals"], by=viewer)
        messages.success(request, _("The door is open: show its QR to the tables."))
    return redirect("sheets:papers", workshop_pk=workshop_pk)


@require_safe
def door_qr(request: HttpRequest, workshop_pk: int) -> HttpResponse:
    """The QR of the door, as SVG, for those who keep the workshop."""
    viewer = viewer_of(request)
    workshop = access_papers(viewer, workshop_pk)
    if not may_review(viewer, workshop):
        raise NotForYou
    facts = door_facts(request, door_of(workshop))
    return HttpResponse(qr_svg(str(facts.get("door_url", ""))) if facts else b"", content_type="image/svg+xml")


def door_of(workshop: Workshop) -> PhotoDoor | None:
    return PhotoDoor.objects.of(workshop.atelier_id).filter(workshop=workshop).first()


def door_facts(request: HttpRequest, door: PhotoDoor | None) -> dict[str, object]:
    """Its address, its code in two breaths."""
    if door is None or not door.is_open:
        return {}
    url = public_url(request, reverse("sheets:bring", args=[door.code]))
    return {"door_url": url, "door_code": spaced(door.code)}


def refusal_of(photo: Photo) -> str:
    """Why a photograph cannot be read, "" when it can."""
    return photo_sentence(photo.refusal, photo.refusal_values) if photo.state == PhotoState.REFUSED else ""


def where(workshop: Workshop) -> dict[str, object]:
    return {"workshop": workshop, "atelier": workshop.atelier}


def _print(request: HttpRequest, workshop: Workshop, sheets: list[Sheet]) -> HttpResponse:
    back = reverse("sheets:papers", args=[workshop.pk])
    next_url = reverse("sheets:sheet", args=[sheets[0].pk]) if len(sheets) == 1 else back
    pks = [str(one.pk) for one in sheets]
    return follow_job(request, start_job(PRINT_JOB, _("Printing sheets"), sheets=pks, back_url=back, next_url=next_url))
