"""Votes on paper: print them, type them, correct one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.agreement.consulting.enums import Choice
from atelier.agreement.consulting.forms import PaperForm, PapersForm
from atelier.agreement.consulting.models import Consultation
from atelier.agreement.consulting.paper_printing import papers_pdf
from atelier.agreement.consulting.papers import (
    MOST_AT_ONCE,
    answers_of,
    asked_of,
    correct_paper,
    enter_paper,
    next_paper,
    number_papers,
    paper_of,
    papers_of,
)
from atelier.agreement.rules import abilities_in, access_consultation
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import DomainError, NotSeen

SIGNS = {int(Choice.AGREE): "1", int(Choice.PASS): "0", int(Choice.DISAGREE): "-"}


@login_required
@never_cache
@require_safe
def papers(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """What was printed, what was typed."""
    viewer = viewer_of(request)
    return _papers_page(request, viewer, access_consultation(viewer, slug, pk, to="count_hands"), PapersForm())


@login_required
@require_POST
def number(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Numbers for as many papers more; the page then offers them to print."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="count_hands")
    form = PapersForm(request.POST)
    if form.is_valid():
        try:
            first, last = number_papers(one, form.cleaned_data["count"], by=viewer)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("agreement:papers_pdf", slug=slug, pk=pk, first=first, last=last)
    return _papers_page(request, viewer, one, form)


@login_required
@require_safe
def pdf(request: HttpRequest, slug: str, pk: UUID, first: int, last: int) -> HttpResponse:
    """Papers that were numbered, to print now or again."""
    one = access_consultation(viewer_of(request), slug, pk, to="count_hands")
    if not 1 <= first <= last <= one.papers or last - first >= MOST_AT_ONCE:
        raise NotSeen
    name = content_disposition_header(False, _("papers-%(first)s-%(last)s.pdf") % {"first": first, "last": last}) or ""
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return HttpResponse(papers_pdf(one, first, last), content_type="application/pdf", headers=headers)


@login_required
@never_cache
def paper(request: HttpRequest, slug: str, pk: UUID, number: int | None = None) -> HttpResponse:
    """Type a paper; with its number, correct it."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="count_hands")
    known = paper_of(one, number) if number else None
    if number and known is None:
        raise NotSeen
    initial: dict[str, Any] = {"number": number or next_paper(one)}
    if known:
        said = {f"answer_{pk}": SIGNS[value] for pk, value in answers_of(known).items()}
        initial |= {"college": known.college, **said}
    form = PaperForm(request.POST or None, statements=asked_of(one), initial=initial, is_known=known is not None)
    if request.method == "POST" and form.is_valid():
        college = form.cleaned_data["college"]
        try:
            if known:
                correct_paper(known, form.answers, college=college, by=viewer)
            else:
                enter_paper(one, form.cleaned_data["number"], form.answers, college=college, by=viewer)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            words = _("Paper no. %(number)s is corrected.") if known else _("Paper no. %(number)s is counted.")
            messages.success(request, words % {"number": form.cleaned_data["number"]})
            return redirect("agreement:papers" if known else "agreement:paper", slug=slug, pk=pk)
    page = {"atelier": one.atelier, "consultation": one, "form": form, "known": known,
            "abilities": abilities_in(viewer, one.atelier)}  # fmt: skip
    return render(request, "agreement/paper.html", page, status=422 if form.errors else 200)


def _papers_page(request: HttpRequest, viewer: Viewer, one: Consultation, form: PapersForm) -> HttpResponse:
    firsts = range(1, one.papers + 1, MOST_AT_ONCE)
    page = {
        "atelier": one.atelier,
        "consultation": one,
        "form": form,
        "lots": [(first, min(first + MOST_AT_ONCE - 1, one.papers)) for first in firsts],
        "typed": papers_of(one),
        "abilities": abilities_in(viewer, one.atelier),
    }
    return render(request, "agreement/papers.html", page, status=422 if form.errors else 200)
