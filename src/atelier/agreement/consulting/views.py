"""Pages of those who prepare a consultation and lead it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.agreement.consulting.commands import (
    add_statement,
    ask_cards,
    change_consultation,
    close_consultation,
    count_hands,
    make_consultation,
    moderate_statement,
    open_consultation,
)
from atelier.agreement.consulting.enums import Standing
from atelier.agreement.consulting.forms import ConsultationForm, HandsForm, ModerateForm, StatementForm
from atelier.agreement.consulting.models import Consultation, HandCount, Statement
from atelier.agreement.consulting.queries import consultations_of, last_hand_counts, statements_of
from atelier.agreement.rules import abilities_in, access_agreement, access_consultation
from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.errors import DomainError, NotSeen
from atelier.contributions.cards.queries import standing_cards
from atelier.contributions.lineage.models import Edge
from atelier.tables.models import Table

MOST_CARDS = 400


@login_required
@never_cache
def consultations(request: HttpRequest, slug: str) -> HttpResponse:
    """The consultations of the atelier."""
    viewer = viewer_of(request)
    atelier = access_agreement(viewer, slug)
    page = {"atelier": atelier, "consultations": consultations_of(atelier), "abilities": abilities_in(viewer, atelier)}
    return render(request, "agreement/consultations.html", page)


@login_required
@never_cache
def create(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    atelier = access_agreement(viewer, slug, to="lead_agreement")
    form = ConsultationForm(request.POST or None, atelier=atelier)
    if request.method == "POST" and form.is_valid():
        made = make_consultation(atelier, **form.values, by=viewer)
        return redirect("agreement:consultation", slug=slug, pk=made.pk)
    page = {"atelier": atelier, "form": form, "title": _("New consultation")}
    return render(request, "agreement/consultation_form.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="lead_agreement")
    form = ConsultationForm(request.POST or None, atelier=one.atelier, instance=one)
    if request.method == "POST" and form.is_valid():
        change_consultation(one, form.values, by=viewer)
        return redirect("agreement:consultation", slug=slug, pk=pk)
    page = {"atelier": one.atelier, "form": form, "title": _("Settings"), "consultation": one}
    return render(request, "agreement/consultation_form.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
def consultation(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Statements, proposals that wait, the door. POST adds a statement."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="lead_agreement")
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_statement(one, form.cleaned_data["text"], by=viewer)
        return redirect("agreement:consultation", slug=slug, pk=pk)
    rows = list(statements_of(one))
    page = {
        "atelier": one.atelier,
        "consultation": one,
        "form": form,
        "waiting": [row for row in rows if row.standing == Standing.WAITING],
        "statements": [row for row in rows if row.standing != Standing.WAITING],
        "people": one.voters.count(),
        "url": public_url(request, reverse("agreement:vote", args=[one.code])),
        "abilities": abilities_in(viewer, one.atelier),
    }
    return render(request, "agreement/consultation.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def door(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Open the vote, or close it."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="lead_agreement")
    if request.POST.get("is_open") == "1":
        open_consultation(one, by=viewer)
    else:
        close_consultation(one, by=viewer)
    return redirect("agreement:consultation", slug=slug, pk=pk)


@login_required
@require_POST
def moderate(request: HttpRequest, slug: str, pk: UUID, statement_pk: UUID) -> HttpResponse:
    """Put a statement to the vote, or take it out with the reason."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="lead_agreement")
    statement, form = _statement(one, statement_pk), ModerateForm(request.POST)
    if form.is_valid():
        try:
            moderate_statement(statement, form.cleaned_data["standing"], reason=form.cleaned_data["reason"], by=viewer)
        except DomainError as refused:
            messages.error(request, refused.sentence)
    return redirect("agreement:consultation", slug=slug, pk=pk)


@login_required
@never_cache
def cards(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Choose cards to put to the vote in their own words."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="lead_agreement")
    rows = standing_cards(one.atelier)
    if request.method == "POST":
        chosen = list(rows.filter(pk__in=_uuids(request.POST.getlist("card"))))
        made = ask_cards(one, chosen, by=viewer)
        said = ngettext("%(count)s statement added.", "%(count)s statements added.", len(made))
        messages.success(request, said % {"count": len(made)})
        return redirect("agreement:consultation", slug=slug, pk=pk)
    numbers = {row.pk for row in statements_of(one)}
    edges = Edge.objects.of(one.atelier).filter(target__in=numbers, source_kind="card")
    page = {
        "atelier": one.atelier,
        "consultation": one,
        "cards": rows.order_by("kind", "rank", "number")[:MOST_CARDS],
        "asked": set(edges.values_list("source", flat=True)),
    }
    return render(request, "agreement/cards.html", page)


@login_required
@never_cache
def hands(request: HttpRequest, slug: str, pk: UUID, statement_pk: UUID) -> HttpResponse:
    """Count the hands of a table on a statement."""
    viewer = viewer_of(request)
    one = access_consultation(viewer, slug, pk, to="count_hands")
    statement = _statement(one, statement_pk)
    form = HandsForm(request.POST or None, initial={"origin_name": request.GET.get("table", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = count_hands(statement, origin_name=form.cleaned_data["origin_name"], hands=form.hands, by=viewer)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("%(table)s: hands are counted.") % {"table": made.origin_name})
            return redirect("agreement:hands", slug=slug, pk=pk, statement_pk=_following(one, statement).pk)
    page = {
        "atelier": one.atelier,
        "consultation": one,
        "statement": statement,
        "statements": statements_of(one).filter(standing=Standing.ASKED),
        "form": form,
        "tables": Table.objects.of(one.atelier_id).filter(workshop=one.workshop_id),
        "counted": _counted(last_hand_counts(one), statement),
    }
    return render(request, "agreement/hands.html", page, status=422 if form.errors else 200)


def _counted(last: list[HandCount], statement: Statement) -> list[tuple[str, int, int, int]]:
    """Of this statement: table, agree, disagree, pass."""
    return [(one.origin_name, *one.totals) for one in last if one.statement_id == statement.pk]


def _following(one: Consultation, statement: Statement) -> Statement:
    """The next statement to count, the same after the last."""
    after = statements_of(one).filter(standing=Standing.ASKED, number__gt=statement.number)
    return after.first() or statement


def _statement(one: Consultation, pk: UUID) -> Statement:
    found = statements_of(one).select_related("consultation").filter(pk=pk).first()
    if found is None:
        raise NotSeen
    return found


def _uuids(typed: list[str]) -> list[UUID]:
    found = []
    for word in typed:
        try:
            found.append(UUID(word))
        except ValueError:
            continue
    return found
