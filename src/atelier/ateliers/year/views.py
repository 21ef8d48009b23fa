"""The pages where the year is read: the drawing, the month, what each has to do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.commands import give_role
from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier, Workshop
from atelier.ateliers.served import departments_served
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.ateliers.year.beginnings import Beginning, atelier_begun_from, beginning_from, only_one_from
from atelier.ateliers.year.calendar import happenings_of, month_weeks, on_day
from atelier.ateliers.year.commands import create_atelier_with_year, make_year, year_of
from atelier.ateliers.year.forms import NewAtelierForm, PatternForm
from atelier.ateliers.year.pages import year_page
from atelier.ateliers.year.patterns import pattern_for
from atelier.ateliers.year.printing import year_pdf
from atelier.ateliers.year.queries import all_stages_of
from atelier.ateliers.year.rules import OPENERS_SAID, abilities, access_year, can_open_atelier
from atelier.ateliers.year.timeline import next_month
from atelier.common.errors import NotForYou
from atelier.people.mandates import is_state
from atelier.territories.sites import sites


@login_required
def atelier_create(request: HttpRequest) -> HttpResponse:
    """Agents of the State and administrators open an atelier with its year; an agent answers for it.

    `candidature` names the selected application it begins from.
    """
    viewer = viewer_of(request)
    assert viewer.account
    if not can_open_atelier(viewer.account):
        raise NotForYou(who=OPENERS_SAID)
    number = request.GET.get("candidature", "")
    beginning = beginning_from(number, viewer.account) if number else Beginning()
    if number and (begun := atelier_begun_from(number)):
        return redirect("ateliers:year", slug=begun.slug)
    form = NewAtelierForm(
        request.POST or None,
        initial=beginning.initial,
        sites=[(site.slug, site.title) for site in sites()],
        departments=departments_served(viewer.account),
    )
    if request.method == "POST" and form.is_valid():
        return redirect("ateliers:year", slug=_begin(number, beginning, form.cleaned_data, viewer).slug)
    page = {"form": form, "title": _("New atelier"), "upstream": beginning.upstream}
    return render(request, "ateliers/form_page.html", page, status=422 if form.errors else 200)


@transaction.atomic
def _begin(number: str, beginning: Beginning, said: dict[str, Any], viewer: Viewer) -> Atelier:
    """The atelier asked for, or the one another agent began from the same application a moment ago."""
    assert viewer.account
    if number and (begun := only_one_from(number)):
        return begun
    lead = viewer.account if is_state(viewer.account) else None
    atelier = create_atelier_with_year(
        **said,
        lead=lead,
        upstream=beginning.upstream,
        application_ref=beginning.application_ref,
        award_ref=beginning.award_ref,
        is_demo=beginning.is_demo,
        by=viewer,
    )
    if lead is None:
        give_role(atelier, viewer.account, role=Role.FACILITATOR, by=viewer)
    return atelier


@login_required
@require_safe
def year(request: HttpRequest, slug: str) -> HttpResponse:
    """The year on one page. Without a year, how to give the atelier one."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug)
    page = year_page(atelier) | _common(viewer, atelier)
    if "year" not in page:
        return render(request, "ateliers/year/none.html", page | {"form": PatternForm()})
    return render(request, "ateliers/year/year.html", page)


@login_required
@require_POST
def year_make(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a year to an atelier that has none; its workshops take their places in it."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug, to="plan")
    form = PatternForm(request.POST)
    if not form.is_valid():
        page = _common(viewer, atelier) | {"form": form}
        return render(request, "ateliers/year/none.html", page, status=422)
    starts_on = form.cleaned_data["starts_on"]
    workshops = list(Workshop.objects.of(atelier))
    make_year(atelier, pattern_for(atelier.kind, starts_on), starts_on=starts_on, workshops=workshops, by=viewer)
    messages.success(request, _("The year is laid out. Adapt it: nothing in it is fixed."))
    return redirect("ateliers:year", slug=slug)


@login_required
@require_safe
def month(request: HttpRequest, slug: str, year: int, month: int) -> HttpResponse:
    """One month, day by day."""
    viewer = viewer_of(request)
    atelier = access_year(viewer, slug)
    first = dt.date(min(max(year, 2000), 2100), min(max(month, 1), 12), 1)
    happenings = happenings_of(atelier, all_stages_of(atelier))
    weeks = [[(day, on_day(happenings, day)) for day in week] for week in month_weeks(first.year, first.month)]
    last = next_month(first) - dt.timedelta(days=1)
    page = _common(viewer, atelier) | {
        "first": first,
        "weeks": weeks,
        "today": timezone.localdate(),
        "previous": first - dt.timedelta(days=1),
        "next": next_month(first),
        "going_on": [one for one in happenings if one.first <= last and one.last >= first],
    }
    return render(request, "ateliers/year/month.html", page)


@login_required
@require_safe
def year_print(request: HttpRequest, slug: str, paper: str) -> HttpResponse:
    """The drawing of the year on one sheet, A4 or A3, as a tagged PDF."""
    atelier = access_year(viewer_of(request), slug)
    content = year_pdf(atelier, paper=paper)
    headers = {"Content-Disposition": f'inline; filename="annee-{atelier.slug}-{paper}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _common(viewer: Any, atelier: Atelier) -> dict[str, Any]:
    return {"atelier": atelier, "can": abilities(viewer, atelier), "has_year": year_of(atelier) is not None}
