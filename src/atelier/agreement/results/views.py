"""The result of a consultation: a page, a wall, files."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.agreement.consulting.models import Consultation
from atelier.agreement.results.commands import MOST_AT_ONCE, compute_result, latest_result
from atelier.agreement.results.files import FILES, file_names, write_csv
from atelier.agreement.results.lines import drawn_lines
from atelier.agreement.results.opinion_map import opinion_map
from atelier.agreement.results.queries import mark_of
from atelier.agreement.results.reading import told
from atelier.agreement.rules import abilities_in, access_consultation, access_result
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen
from atelier.common.job_views import follow_job, unfinished_job
from atelier.common.jobs import start_job

JOB, WALL_AGAIN_S = "atelier.agreement.results.commands.result_job", 20


@login_required
@never_cache
@require_safe
def results(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Counts and verdicts by college, or groups of opinion, as many people allow."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk)
    page = _page(one, is_wall=False) | {"abilities": abilities_in(viewer, one.atelier), "files": file_names()}
    return render(request, "agreement/results.html", page)


@never_cache
@require_safe
def wall(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The result for a projector, with the way in while the vote is open; it comes again by itself."""
    one = access_result(viewer_of(request), slug, pk)
    page = _page(one, is_wall=True) | {"url": public_url(request, reverse("agreement:vote", args=[one.code]))}
    answer = render(request, "agreement/results_wall.html", page)
    if one.is_open:
        answer["Refresh"] = str(WALL_AGAIN_S)
    return answer


@login_required
@require_POST
def compute(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Compute again, with the votes that came since."""
    one = access_consultation(viewer_of(request), slug, pk)
    here = reverse("agreement:results", args=[slug, pk])
    if mark_of(one)[1] <= MOST_AT_ONCE:
        compute_result(one)
        return redirect(here)
    waiting = unfinished_job(request, JOB, consultation=str(pk))
    job = waiting or start_job(JOB, _("Result of %(title)s") % {"title": one.title}, consultation=str(pk),
                               back_url=here, next_url=here)  # fmt: skip
    return follow_job(request, job)


@login_required
@require_safe
def file(request: HttpRequest, slug: str, pk: UUID, kind: str) -> HttpResponse:
    """CSV: votes, statements, results."""
    one = access_consultation(viewer_of(request), slug, pk)
    if kind not in FILES:
        raise NotSeen
    name = content_disposition_header(True, file_names()[kind]) or ""
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return HttpResponse(write_csv(FILES[kind](one)), content_type="text/csv; charset=utf-8", headers=headers)


def _page(one: Consultation, *, is_wall: bool) -> dict[str, object]:
    latest = latest_result(one)
    said = latest.snapshot.said if latest.snapshot else None
    report = (said or {}).get("report", {})
    read = told(one, said) if said else None
    return {
        "atelier": one.atelier,
        "consultation": one,
        "told": read,
        "lines": drawn_lines(read, is_wall=is_wall) if read else [],
        "map": opinion_map(report) if said and said["regime"] == "groups" else None,
        "made_at": latest.snapshot.made_at if latest.snapshot else None,
        "late": latest.late,
    }
