"""The seating plan on screen, and its papers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import NotSeen
from atelier.common.job_views import follow_job
from atelier.common.jobs import start_job
from atelier.participants.rules import access_gathering
from atelier.participants.seating.commands import change_table, make_plan, put_at, set_tables
from atelier.participants.seating.forms import TableForm, TablesForm
from atelier.participants.seating.papers import PAPERS
from atelier.participants.seating.queries import has_begun, people_to_seat, plan_of, table_at

CHAIRS = 8
PAPER_JOB = "atelier.participants.seating.papers.paper_job"


@login_required
@never_cache
def seating(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """The tables and their people; POST sets the tables, then seats everyone anew."""
    viewer = viewer_of(request)
    gathering = access_gathering(viewer, slug, pk)
    plans, waiting = plan_of(gathering)
    people = len(people_to_seat(gathering))
    initial = {
        "count": len(plans) or -(-max(people, 1) // CHAIRS),
        "chairs": plans[0].table.chairs if plans else CHAIRS,
    }
    form = TablesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_tables(gathering, **form.cleaned_data, by=viewer)
        seated = make_plan(gathering, by=viewer)
        said = ngettext("%(count)s person is seated.", "%(count)s people are seated.", seated)
        messages.success(request, said % {"count": seated})
        return redirect("participants:seating", slug=slug, pk=pk)
    page = {
        "atelier": gathering.atelier,
        "gathering": gathering,
        "plans": plans,
        "waiting": waiting,
        "people": people,
        "has_begun": has_begun(gathering),
        "has_places": any(plan.people for plan in plans),
        "form": form,
    }
    return render(request, "participants/seating.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def seating_again(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Everyone anew at the tables as they are; those put by hand stay."""
    viewer = viewer_of(request)
    make_plan(access_gathering(viewer, slug, pk), by=viewer)
    return redirect("participants:seating", slug=slug, pk=pk)


@login_required
@require_POST
def seating_move(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """One person by hand: `table` "" gives them back to the plan."""
    viewer = viewer_of(request)
    gathering = access_gathering(viewer, slug, pk)
    plans, waiting = plan_of(gathering)
    known = {str(one.contact.pk): one.contact for plan in plans for one in plan.people}
    known |= {str(one.pk): one for one in waiting}
    contact = known.get(request.POST.get("contact", ""))
    if contact is None:
        raise NotSeen
    wanted = request.POST.get("table", "")
    put_at(gathering, contact, table_at(gathering, wanted) if wanted else None, by=viewer)
    return redirect(reverse("participants:seating", args=[slug, pk]) + f"#p-{contact.pk}")


@login_required
@require_POST
def seating_table(request: HttpRequest, slug: str, pk: UUID, table_pk: UUID) -> HttpResponse:
    """Another name or number of chairs for one table."""
    viewer = viewer_of(request)
    gathering = access_gathering(viewer, slug, pk)
    table = table_at(gathering, str(table_pk))
    form = TableForm(request.POST)
    if form.is_valid():
        change_table(table, **form.cleaned_data, by=viewer)
    else:
        messages.error(request, _("A table has a name, and at least one chair."))
    return redirect("participants:seating", slug=slug, pk=pk)


@login_required
@require_POST
def paper(request: HttpRequest, slug: str, pk: UUID, kind: str) -> HttpResponse:
    """The plan, the cards of the tables or the badges, to be printed."""
    gathering = access_gathering(viewer_of(request), slug, pk)
    if kind not in PAPERS:
        raise NotSeen
    page = "gathering" if kind == "badges" else "seating"
    words = {
        "gathering": str(pk),
        "paper": kind,
        "lang": get_language() or "fr",
        "base_url": public_url(request, "/"),
        "back_url": reverse(f"participants:{page}", args=[slug, pk]),
    }
    return follow_job(request, start_job(PAPER_JOB, _("%(title)s on paper") % {"title": gathering.title}, **words))
