"""Slips, for keepers: print them, make a lost one anew, answer what their holders ask."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.queries import workshops_of
from atelier.ateliers.rules import access_atelier, access_workshop
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.contributions.slip.commands import answer_removal, give_new_code
from atelier.contributions.slip.forms import AnswerForm
from atelier.contributions.slip.printing import one_slip_pdf
from atelier.contributions.slip.queries import (
    removal_of,
    removals_of,
    seat_of,
    seats_with_slips,
    told_removals,
    waiting_requests,
)

SLIPS_JOB = "atelier.contributions.slip.printing.slips_job"
PER_PAGE = 60


@login_required
@never_cache
@require_safe
def slips(request: HttpRequest, slug: str) -> HttpResponse:
    """Seats of the atelier, each with its slip to print again; a PDF for each workshop."""
    atelier = access_atelier(viewer_of(request), slug, to="manage")
    page = {
        "atelier": atelier,
        "workshops": workshops_of(atelier),
        "seats": Paginator(seats_with_slips(atelier), PER_PAGE).get_page(request.GET.get("page")),
        "waiting": waiting_requests(atelier),
    }
    return render(request, "contributions/slip/slips.html", page)


@login_required
@require_POST
def print_all(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """Every slip of a workshop, as a job: each code costs a slow hash."""
    viewer = viewer_of(request)
    workshop = access_workshop(viewer, workshop_pk, to="manage")
    words = {
        "workshop": workshop.pk,
        "by": viewer.author_ref,
        "lang": get_language() or "fr",
        "base_url": public_url(request, "/"),
        "back_url": reverse("contributions:slips", args=[slug]),
    }
    return follow_job(request, start_job(SLIPS_JOB, _("Slips of %(workshop)s") % {"workshop": workshop.title}, **words))


@login_required
@require_POST
def print_one(request: HttpRequest, slug: str, seat_pk: int) -> HttpResponse:
    """One person's slip again."""
    viewer = viewer_of(request)
    seat = seat_of(access_atelier(viewer, slug, to="manage"), seat_pk)
    made = one_slip_pdf(seat, by=viewer, base_url=public_url(request, "/"))
    headers = {"Content-Disposition": 'attachment; filename="fiche.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@login_required
@require_POST
def new_code(request: HttpRequest, slug: str, seat_pk: int) -> HttpResponse:
    """A slip was lost or seen: the codes before open nothing any more."""
    viewer = viewer_of(request)
    seat = seat_of(access_atelier(viewer, slug, to="manage"), seat_pk)
    give_new_code(seat, by=viewer)
    said = _("The slip of %(name)s has a new code: print it. The one before opens nothing any more.")
    messages.success(request, said % {"name": seat.name})
    return redirect("contributions:slips", slug=slug)


@login_required
@never_cache
@require_safe
def removals(request: HttpRequest, slug: str) -> HttpResponse:
    """What people ask to have taken away."""
    atelier = access_atelier(viewer_of(request), slug, to="manage")
    page = {"atelier": atelier, "removals": removals_of(atelier)}
    return render(request, "contributions/slip/removals.html", page)


@login_required
@never_cache
def removal(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Answer one request."""
    viewer = viewer_of(request)
    atelier = access_atelier(viewer, slug, to="manage")
    [asked] = told_removals(atelier, [removal_of(atelier, pk)])
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_removal(asked.request, **form.cleaned_data, by=viewer)
        messages.success(request, _("Your answer is on their slip."))
        return redirect("contributions:removals", slug=slug)
    page = {"atelier": atelier, "asked": asked, "form": form}
    return render(request, "contributions/slip/removal.html", page, status=422 if form.errors else 200)
