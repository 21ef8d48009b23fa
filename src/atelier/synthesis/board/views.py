"""The board on screen: its page, what changed on it, its columns, and the wall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.contributions.cards.rules import access_cards
from atelier.synthesis.board.commands import set_board
from atelier.synthesis.board.errors import NoColumn, NoSeatOfScribe
from atelier.synthesis.board.faces import Faces
from atelier.synthesis.board.forms import ColumnsForm, FilterForm, WriteForm
from atelier.synthesis.board.models import Board
from atelier.synthesis.board.queries import Names, Wanted, boards_of, origins_on, stamp_of
from atelier.synthesis.board.reading import read_board, shown_cards, state_of
from atelier.synthesis.board.rules import (
    access_board,
    access_screen,
    boards_of_scribe,
    can_fill,
    can_set,
    for_scribes,
    hand_of,
    names_for,
)
from atelier.synthesis.board.saying import board_words

MOST_ASKED = 200  # cards in one answer; a page that lacks more asks again


@login_required
@require_safe
def boards(request: HttpRequest, slug: str) -> HttpResponse:
    """The board of each workshop of the atelier."""
    atelier = access_cards(viewer_of(request), slug)
    return render(request, "synthesis/board/boards.html", {"atelier": atelier, "rows": boards_of(atelier)})


@never_cache
@require_safe
def my_boards(request: HttpRequest) -> HttpResponse:
    """The short address that scribes of tables are told: to the board of the workshop where they sit."""
    found = boards_of_scribe(viewer_of(request))
    if not found:
        raise NoSeatOfScribe
    return redirect("synthesis:board", slug=found[-1].atelier.slug, workshop_pk=found[-1].pk)


@for_scribes
@never_cache
@require_safe
def board(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """The board. `<passage-board>` moves cards and hears what others do; every form works without it."""
    viewer = viewer_of(request)
    return board_page(request, viewer, access_board(viewer, slug, workshop_pk))


def board_page(request: HttpRequest, viewer: Viewer, held: Board, *, form: WriteForm | None = None) -> HttpResponse:
    """The page, with a form that came back where there is one."""
    filters = _filters(request, held)
    wanted = filters.wanted()
    reading = read_board(held, wanted, page=page_of(request), names=names_for(viewer, held))
    page = {
        **page_words(viewer, held),
        "reading": reading,
        "filters": filters,
        "wanted": wanted,
        "form": form or WriteForm(board=held),
        "origins": filters.fields["table"].choices[1:],  # type: ignore[attr-defined]  # a ChoiceField
        "query": request.GET.urlencode(),
        "words": board_words(held),
    }
    page["faces"] = Faces(request, page)
    return render(request, "synthesis/board/board.html", page, status=422 if form else 200)


@never_cache
@require_safe
def state(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """What stands where, in a few bytes a card; 204 when nothing changed since the stamp that the page knows."""
    held = access_screen(viewer_of(request), slug, workshop_pk)
    if request.GET.get("known") == stamp_of(held):
        return HttpResponse(status=204)
    wanted = _filters(request, held).wanted()
    return JsonResponse(state_of(read_board(held, wanted, page=page_of(request), names="none")))


@never_cache
@require_safe
def cards(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """Cards by `id`, as the board (or, with `wall`, the wall) shows them, for a page that lacks them."""
    viewer = viewer_of(request)
    held = access_screen(viewer, slug, workshop_pk)
    wall = "wall" in request.GET
    names = _names_on_wall(request, held) if wall else names_for(viewer, held)
    shown = shown_cards(held, _identifiers(request)[:MOST_ASKED], names=names)
    page = {**page_words(viewer, held), "shown_cards": shown}
    page["faces"] = Faces(request, page, name="wall_card" if wall else "card")
    return render(request, f"synthesis/board/{'wall_cards' if wall else 'cards'}.html", page)


@never_cache
@require_safe
def screen(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """The board on the wall: large, by itself. `?noms=non` hides the names on this wall."""
    viewer = viewer_of(request)
    held = access_screen(viewer, slug, workshop_pk)
    names = _names_on_wall(request, held)
    reading = read_board(held, _filters(request, held).wanted(), page=page_of(request), names=names)
    page = {**page_words(viewer, held), "reading": reading, "query": request.GET.urlencode()}
    page["faces"] = Faces(request, page, name="wall_card")
    return render(request, "synthesis/board/wall.html", page)


@login_required
def columns(request: HttpRequest, slug: str, workshop_pk: int) -> HttpResponse:
    """Which columns this board shows, and in which order."""
    viewer = viewer_of(request)
    held = access_board(viewer, slug, workshop_pk, to="manage")
    form = ColumnsForm(request.POST or None, board=held)
    if request.method == "POST" and form.is_valid():
        try:
            takes_earlier = form.cleaned_data["takes_earlier"]
            set_board(held.workshop, columns=form.columns(), takes_earlier=takes_earlier, by=viewer)
            return redirect("synthesis:board", slug=slug, workshop_pk=workshop_pk)
        except NoColumn as refusal:
            form.add_error(None, refusal.sentence)
    page = {**page_words(viewer, held), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "synthesis/board/columns.html", page, status=status)


def page_words(viewer: Viewer, held: Board) -> dict[str, Any]:
    """What every page of a board says."""
    return {
        "board": held,
        "workshop": held.workshop,
        "atelier": held.workshop.atelier,
        "can_fill": can_fill(viewer, held),
        "can_set": can_set(viewer, held),
        "is_seated": viewer.account is None,
        "hand": hand_of(viewer, held).author_ref,
    }


def wanted_of(request: HttpRequest, held: Board) -> Wanted:
    return _filters(request, held).wanted()


def page_of(request: HttpRequest) -> int:
    page = request.GET.get("page", "")
    return int(page) if page.isdecimal() and len(page) < 6 else 1


def _filters(request: HttpRequest, held: Board) -> FilterForm:
    return FilterForm(request.GET, origins=origins_on(held))


def _names_on_wall(request: HttpRequest, held: Board) -> Names:
    """Whoever opened it, a wall is read by the room."""
    return "allowed" if held.workshop.shows_names and request.GET.get("noms") != "non" else "none"


def _identifiers(request: HttpRequest) -> list[UUID]:
    found = []
    for word in request.GET.getlist("id"):
        try:
            found.append(UUID(word))
        except ValueError:
            continue  # an address somebody shortened by hand
    return found
