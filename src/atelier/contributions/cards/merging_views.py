"""Pages that make cards of cards: merge, split, pass on, and undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import DomainError
from atelier.contributions.cards.commands import merge_cards, pass_on, split_card
from atelier.contributions.cards.enums import Fate
from atelier.contributions.cards.errors import TooFewCards
from atelier.contributions.cards.merging_forms import MergeForm, NextForm, PartForms, parts_said
from atelier.contributions.cards.models import Card
from atelier.contributions.cards.pages import row_of
from atelier.contributions.cards.proposals import FOLLOWS, parts_proposed, said_like
from atelier.contributions.cards.queries import cards_of
from atelier.contributions.cards.rules import access_card, access_cards
from atelier.contributions.cards.undoing import undo_merge, undo_split
from atelier.contributions.cards.views import name_of

MOST_MERGED = 50


@login_required
@never_cache
def cards_merge(request: HttpRequest, slug: str) -> HttpResponse:
    """One card for those chosen in the list: `?card=…&card=…`; POST says also which revision of each was read."""
    viewer = viewer_of(request)
    atelier = access_cards(viewer, slug, to="gather")
    seen = _chosen(request.POST if request.method == "POST" else request.GET)
    chosen = list(cards_of(atelier).filter(pk__in=seen).order_by("number", "id"))
    if len(chosen) < 2:
        messages.warning(request, TooFewCards().sentence)
        return redirect("contributions:cards", slug=slug)
    form = MergeForm(request.POST if "text" in request.POST else None, cards=chosen)
    if form.is_bound and form.is_valid():
        read = {pk: revision for pk, revision in seen.items() if revision is not None}
        try:
            made = merge_cards(chosen, form.said, seen=read, by=viewer, by_name=name_of(viewer))
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Card %(card)s speaks for them now.") % {"card": made.name})
            return redirect("contributions:card", slug=slug, pk=made.pk)
    return _made_of(request, viewer, atelier, chosen, {"form": form}, "merge", is_wrong=bool(form.errors))


@login_required
@never_cache
def card_split(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Several cards for what one said."""
    viewer = viewer_of(request)
    one = access_card(viewer, slug, pk, to="gather")
    proposed = [{"kind": one.kind, "text": text} for text in parts_proposed(one)]
    parts = PartForms(request.POST if "form-TOTAL_FORMS" in request.POST else None, initial=proposed)
    refusal = ""
    if parts.is_bound and parts.is_valid():
        try:
            made = split_card(one, parts_said(one, parts), by=viewer, by_name=name_of(viewer))
        except DomainError as refused:
            refusal = refused.sentence
        else:
            messages.success(request, _("Split into %(cards)s.") % {"cards": ", ".join(part.name for part in made)})
            return redirect("contributions:card", slug=slug, pk=pk)
    is_wrong = bool(refusal) or (parts.is_bound and not parts.is_valid())
    return _made_of(
        request, viewer, one.atelier, [one], {"parts": parts, "refusal": refusal}, "split", is_wrong=is_wrong
    )


@login_required
@never_cache
def card_next(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """A further card that this one led to; both stand."""
    viewer = viewer_of(request)
    one = access_card(viewer, slug, pk, to="gather")
    form = NextForm(request.POST or None, initial={"kind": FOLLOWS[one.kind], "text": one.text})
    if form.is_bound and form.is_valid():
        place = one.geometry if form.cleaned_data["keeps_place"] else None
        said = said_like(one, kind=form.cleaned_data["kind"], text=form.cleaned_data["text"], geometry=place)
        try:
            made = pass_on(one, said, by=viewer)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
        else:
            messages.success(request, _("Card %(card)s follows from it.") % {"card": made.name})
            return redirect("contributions:card", slug=slug, pk=made.pk)
    return _made_of(request, viewer, one.atelier, [one], {"form": form}, "next", is_wrong=bool(form.errors))


@login_required
@require_POST
def card_undo(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Undo the merge a card was made by, or its split, while nothing was done with the result."""
    viewer = viewer_of(request)
    one = access_card(viewer, slug, pk, to="gather")
    if one.fate == Fate.SPLIT:
        undo_split(one, by=viewer, by_name=name_of(viewer))
    else:
        undo_merge(one, by=viewer, by_name=name_of(viewer))
    messages.success(request, _("Undone: what was there before speaks again."))
    return redirect("contributions:card", slug=slug, pk=pk)


def _chosen(said: QueryDict) -> dict[UUID, int | None]:
    """Cards named as `uuid` or `uuid:revision`; what is neither is left out."""
    chosen: dict[UUID, int | None] = {}
    for words in said.getlist("card")[:MOST_MERGED]:
        identifier, _colon, revision = words.partition(":")
        try:
            chosen[UUID(identifier)] = int(revision) if revision.isdigit() else None
        except ValueError:
            continue
    return chosen


def _made_of(
    request: HttpRequest, viewer: Viewer, atelier: Atelier, cards: list[Card], more: dict[str, Any], name: str, *,
    is_wrong: bool,
) -> HttpResponse:  # fmt: skip
    """The page of a form, with the cards it starts from as they are now."""
    sees_names = is_keeper(viewer, atelier)
    page = {"atelier": atelier, "rows": [row_of(card, sees_names=sees_names) for card in cards], **more}
    return render(request, f"contributions/card_{name}.html", page, status=422 if is_wrong else 200)
