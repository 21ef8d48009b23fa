"""What is done to a card from the board: each gesture is a form, and answers JSON to a page that asks for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.errors import DomainError
from atelier.contributions.cards.commands import decide_card, node_of, pass_on, split_card, write_card
from atelier.contributions.cards.merging_forms import PartForms, parts_said
from atelier.contributions.cards.proposals import parts_proposed
from atelier.contributions.lineage.steps import steps_from
from atelier.contributions.models import Card
from atelier.synthesis.board.commands import merge_onto, place_card, reword_card, shift_card
from atelier.synthesis.board.forms import DecideForm, MergeForm, MoveForm, RewordForm, WriteForm
from atelier.synthesis.board.models import Board
from atelier.synthesis.board.queries import cards_on
from atelier.synthesis.board.reading import history_of, show
from atelier.synthesis.board.rules import (
    access_board,
    access_board_card,
    for_scribes,
    hand_of,
    name_of,
    names_for,
)
from atelier.synthesis.board.views import board_page, page_words, wanted_of


@for_scribes
@require_POST
def write(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """A new card, at the end of its column."""
    viewer = viewer_of(request)
    held = access_board(viewer, slug, workshop_pk, to="gather")
    form = WriteForm(request.POST, board=held)
    if not form.is_valid():
        return _wrong(form) if _wants_json(request) else board_page(request, viewer, held, form=form)
    return _done(
        request, held, write_card(held.workshop.atelier, form.said(name_of(viewer, held)), by=hand_of(viewer, held))
    )


@for_scribes
@require_safe
def card(request: HttpRequest, slug: str, workshop_pk: int, pk: UUID) -> HttpResponse:
    """Everything that can be done to a card, one form each: where script is missing, or one prefers words."""
    viewer = viewer_of(request)
    held, one = access_board_card(viewer, slug, workshop_pk, pk)
    return _card_page(request, viewer, held, one)


@for_scribes
@require_POST
def move(request: HttpRequest, slug: str, workshop_pk: int, pk: UUID) -> HttpResponse:
    """To another column, after another card, or one place up or down."""
    viewer = viewer_of(request)
    held, one = access_board_card(viewer, slug, workshop_pk, pk, to="gather")
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _wrong(form) if _wants_json(request) else _card_page(request, viewer, held, one)
    said, by_name = form.cleaned_data, name_of(viewer, held)
    if places := said["places"]:
        wanted = wanted_of(request, held)
        return _done(
            request,
            held,
            shift_card(held, one, places=places, wanted=wanted, by=hand_of(viewer, held), by_name=by_name),
        )
    moved = place_card(one, kind=said["kind"], after=said["after"], by=hand_of(viewer, held), by_name=by_name)
    return _done(request, held, moved)


@for_scribes
@require_POST
def reword(request: HttpRequest, slug: str, workshop_pk: int, pk: UUID) -> HttpResponse:
    """Other words. Where somebody wrote others meanwhile, both are shown and nothing is written over."""
    viewer = viewer_of(request)
    held, one = access_board_card(viewer, slug, workshop_pk, pk, to="gather")
    form = RewordForm(request.POST)
    if not form.is_valid():
        return _wrong(form) if _wants_json(request) else _card_page(request, viewer, held, one, reword=form)
    try:
        words = form.cleaned_data
        return _done(request, held, reword_card(one, **words, by=hand_of(viewer, held), by_name=name_of(viewer, held)))
    except DomainError as refusal:
        return _refused(request, viewer, held, one, refusal, reword=form)


@for_scribes
@require_POST
def lead(request: HttpRequest, slug: str, workshop_pk: int, pk: UUID) -> HttpResponse:
    """This card leads to another, which remembers it."""
    viewer = viewer_of(request)
    held, one = access_board_card(viewer, slug, workshop_pk, pk, to="gather")
    form = WriteForm(request.POST, board=held)
    if not form.is_valid():
        return _wrong(form) if _wants_json(request) else _card_page(request, viewer, held, one, lead=form)
    try:
        return _done(request, held, pass_on(one, form.said(name_of(viewer, held)), by=hand_of(viewer, held)))
    except DomainError as refusal:
        return _refused(request, viewer, held, one, refusal, lead=form)


@for_scribes
@require_POST
def merge(request: HttpRequest, slug: str, workshop_pk: int, pk: UUID) -> HttpResponse:
    """This card and another become one, which says both."""
    viewer = viewer_of(request)
    held, one = access_board_card(viewer, slug, workshop_pk, pk, to="gather")
    form = MergeForm(request.POST, others=_others(held, one))
    if not form.is_valid():
        return _wrong(form) if _wants_json(request) else _card_page(request, viewer, held, one, merge=form)
    said = form.cleaned_data
    _board, target = access_board_card(viewer, slug, workshop_pk, said["onto"], to="gather")
    try:
        words = {"text": said["text"], "merged_id": said["card"], "by_name": name_of(viewer, held)}
        return _done(request, held, merge_onto(one, target, by=hand_of(viewer, held), **words))
    except DomainError as refusal:
        return _refused(request, viewer, held, one, refusal, merge=form)


@for_scribes
@require_POST
def split(request: HttpRequest, slug: str, workshop_pk: int, pk: UUID) -> HttpResponse:
    """Several cards for what one said, each in its column."""
    viewer = viewer_of(request)
    held, one = access_board_card(viewer, slug, workshop_pk, pk, to="gather")
    parts = PartForms(request.POST)
    if not parts.is_valid():
        return _card_page(request, viewer, held, one, parts=parts)
    try:
        made = split_card(one, parts_said(one, parts), by=hand_of(viewer, held), by_name=name_of(viewer, held))
    except DomainError as refusal:
        return _refused(request, viewer, held, one, refusal, parts=parts)
    return _done(request, held, made[0])


@for_scribes
@require_POST
def decide(request: HttpRequest, slug: str, workshop_pk: int, pk: UUID) -> HttpResponse:
    """Kept, postponed, dropped, or open again."""
    viewer = viewer_of(request)
    held, one = access_board_card(viewer, slug, workshop_pk, pk, to="gather")
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _wrong(form) if _wants_json(request) else _card_page(request, viewer, held, one, decide=form)
    try:
        return _done(
            request,
            held,
            decide_card(one, **form.cleaned_data, by=hand_of(viewer, held), by_name=name_of(viewer, held)),
        )
    except DomainError as refusal:
        return _refused(request, viewer, held, one, refusal, decide=form)


def _card_page(
    request: HttpRequest, viewer: Viewer, held: Board, one: Card, *, refusal: str = "", **forms: Any
) -> HttpResponse:
    [shown] = show(held, [one], names=names_for(viewer, held))
    words = {"text": one.told_text, "lift_condition": one.told_lift, "revision": one.revision}
    if refusal and "reword" in forms:  # once theirs is read, ours may take its place
        said = forms["reword"].cleaned_data
        forms["reword"] = RewordForm(initial={**said, "revision": one.revision})
    page = {
        **page_words(viewer, held),
        "shown": shown,
        "card": one,
        "history": history_of(one),
        "steps": [] if one.is_ended else steps_from(viewer, one.atelier, node_of(one)),
        "refusal": refusal,
        "reword": RewordForm(initial=words),
        "lead": WriteForm(board=held),
        "merge": MergeForm(others=_others(held, one), initial={"text": one.told_text}),
        "parts": PartForms(initial=[{"kind": one.kind, "text": text} for text in parts_proposed(one)]),
        "decide": DecideForm(initial={"fate": one.fate, "reason": one.fate_reason}),
    }
    is_wrong = refusal or any(not form.is_valid() for form in forms.values()) or request.method == "POST"
    return render(request, "synthesis/board/card_page.html", page | forms, status=422 if is_wrong else 200)


def _others(held: Board, one: Card) -> list[tuple[str, str]]:
    """Cards of the same column, to merge with."""
    others = cards_on(held).filter(kind=one.kind).exclude(pk=one.pk).values_list("pk", "number", "text")
    return [(str(pk), f"C-{number} {text}"[:90]) for pk, number, text in others]


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _done(request: HttpRequest, held: Board, one: Card) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"id": str(one.pk), "name": one.name, "revision": one.revision})
    address = reverse("synthesis:board", args=[held.workshop.atelier.slug, held.workshop_id])
    filters = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(f"{address}{filters}#c-{one.pk}")


def _wrong(form: Any) -> JsonResponse:
    """What is missing, in the words of the form's own fields."""
    lines = [str(line) for lines in form.errors.values() for line in lines]
    return JsonResponse({"code": "form_wrong", "sentence": " ".join(lines) or _("Look again.")}, status=422)


def _refused(
    request: HttpRequest, viewer: Viewer, held: Board, one: Card, refusal: DomainError, **forms: Any
) -> HttpResponse:
    one.refresh_from_db()
    if _wants_json(request):
        now = {"text": one.told_text, "lift_condition": one.told_lift, "revision": one.revision}
        answer = {"code": refusal.code, "sentence": refusal.sentence, "now": now}
        return JsonResponse(answer, status=refusal.http_status)
    return _card_page(request, viewer, held, one, refusal=refusal.sentence, **forms)
