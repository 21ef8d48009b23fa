"""Pages of cards: the list, one card, writing and changing it, what becomes of it."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.models import Atelier, Seat
from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import DomainError
from atelier.contributions.cards.commands import Said, change_card, decide_card, node_of, write_card
from atelier.contributions.cards.errors import CardChanged
from atelier.contributions.cards.forms import ChangeForm, FateForm, FindForm, NewCardForm, Speaker
from atelier.contributions.cards.models import Card
from atelier.contributions.cards.pages import card_page, row_of
from atelier.contributions.cards.queries import cards_listed, cards_matching, kinds_counted, origins_named
from atelier.contributions.cards.rules import access_card, access_cards, can_gather
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.steps import steps_from
from atelier.contributions.models import Contribution

A_PAGE = 50


@login_required
@never_cache
@require_safe
def cards(request: HttpRequest, slug: str) -> HttpResponse:
    """Find cards among those of the atelier; those who gather choose several to merge."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug)
    counted = kinds_counted(atelier)
    search = FindForm(request.GET, atelier=atelier, counted=counted, origins=origins_named(atelier))
    page = Paginator(cards_matching(atelier, search.wanted), A_PAGE).get_page(request.GET.get("page"))
    sees_names = is_keeper(viewer, atelier)
    told = {
        "atelier": atelier,
        "search": search,
        "page": page,
        "rows": [row_of(card, sees_names=sees_names) for card in cards_listed(atelier, page)],
        "total": sum(counted.values()),
        "can_gather": can_gather(viewer, atelier),
        "workshops": search.fields["workshop"].queryset,  # type: ignore[attr-defined]
    }
    return render(request, "contributions/cards.html", told)


@login_required
@never_cache
def card_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a card: one's own words, or those of somebody who agreed."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug, to="gather")
    form = NewCardForm(request.POST or None, atelier=atelier, sees_names=is_keeper(viewer, atelier))
    if request.method == "POST" and form.is_valid():
        made = write_card(atelier, _said_by(form, viewer), by=viewer, sources=_sources(form.drawn))
        messages.success(request, _("Card %(card)s is written.") % {"card": made.name})
        return redirect("contributions:card", slug=slug, pk=made.pk)
    page = {"atelier": atelier, "form": form}
    return render(request, "contributions/card_new.html", page, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def card(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A card: what it says, who said it, where it comes from, what it became."""
    viewer = viewer_of(request)
    return _shown(request, viewer, access_card(viewer, slug, pk))


@login_required
@never_cache
def card_change(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Other words, kind or place. Changed by somebody else meanwhile, both texts are shown and nothing is written."""
    viewer = viewer_of(request)
    one = access_card(viewer, slug, pk, to="gather")
    form = ChangeForm(request.POST or None, card=one)
    theirs: Card | None = None
    if request.method == "POST" and form.is_valid():
        try:
            change_card(one, revision=form.cleaned_data["revision"], by=viewer, by_name=name_of(viewer), **form.words)
        except CardChanged as changed:
            theirs = access_card(viewer, slug, pk, to="gather")
            form.add_error(None, changed.sentence)
            form.read_again(theirs)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("contributions:card", slug=slug, pk=pk)
    page = {"atelier": one.atelier, "card": one, "form": form, "theirs": theirs, "mine": request.POST.get("text", "")}
    return render(request, "contributions/card_change.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def card_fate(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Keep, postpone, drop, withdraw, open again."""
    viewer = viewer_of(request)
    one = access_card(viewer, slug, pk, to="gather")
    form = FateForm(request.POST, card=one)
    if form.is_valid():
        said = form.cleaned_data
        try:
            decide_card(one, said["fate"], reason=said["reason"], by=viewer, by_name=name_of(viewer))
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("The fate of card %(card)s is written.") % {"card": one.name})
            return redirect("contributions:card", slug=slug, pk=pk)
    return _shown(request, viewer, one, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def name_of(viewer: Viewer) -> str:
    return viewer.account.name if viewer.account else ""


def _shown(
    request: HttpRequest, viewer: Viewer, one: Card, form: FateForm | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    gathers = can_gather(viewer, one.atelier)
    page = card_page(one, sees_names=is_keeper(viewer, one.atelier), can_gather=gathers)
    page["steps"] = [] if one.is_ended else steps_from(viewer, one.atelier, node_of(one))
    page["form"] = form or (FateForm(card=one) if gathers else None)
    return render(request, "contributions/card.html", page, status=status)


def _said_by(form: NewCardForm, viewer: Viewer) -> Said:
    """The words of a form, with whose they are and whose hand wrote them."""
    asked = form.cleaned_data
    said = Said(
        **form.words,
        workshop=asked["workshop"],
        college=asked["college"],
        origin_name=asked["origin_name"],
        captured_name=name_of(viewer),
    )
    if asked["speaker"] == Speaker.SEAT:
        said.said_by = asked["seat"]
        said.workshop, said.college = said.workshop or asked["seat"].workshop, asked["seat"].college
    elif asked["speaker"] == Speaker.NAMED:
        said.said_name = asked["said_name"]
    elif asked["speaker"] == Speaker.SELF:
        said.captured_name = ""
        _say_oneself(said, form.atelier, viewer)
    return said


def _say_oneself(said: Said, atelier: Atelier, viewer: Viewer) -> None:
    """One's own seat at the workshop, if one took it; else the name of one's account."""
    own = Seat.objects.of(atelier).filter(workshop=said.workshop, account=viewer.account, removed_at=None).first()
    said.said_by, said.said_name = own, "" if own else name_of(viewer)


def _sources(drawing: Contribution | None) -> list[Node]:
    return [Node("contribution", drawing.pk)] if drawing else []
