"""Who sees a board, who fills it, who sets it (docs/reference/permissions.md: read_cards, gather, manage)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.ateliers.rules import access_atelier, is_keeper
from atelier.ateliers.viewer import Viewer, viewer_of
from atelier.common.audit import Author
from atelier.common.errors import NotSeen
from atelier.contributions.cards.rules import access_cards, can_gather
from atelier.contributions.models import Card
from atelier.synthesis.board.models import Board, BoardSheet, SheetObjection
from atelier.synthesis.board.queries import Names, board_of
from atelier.tables.rules import access_wall

View = Callable[..., HttpResponse]


def access_board(viewer: Viewer, slug: str, workshop_pk: int, *, to: str = "read_cards") -> Board:
    """A workshop's board, to read_cards, gather or manage; 404 if unseen, 403 if forbidden.

    Participants whom the facilitator named scribes at a table read and fill the board of their workshop.
    """
    if to != "manage" and (seat := scribe_seat(viewer, workshop_pk)) and seat.workshop.atelier.slug == slug:
        return board_of(seat.workshop)
    atelier = access_atelier(viewer, slug, to=to) if to == "manage" else access_cards(viewer, slug, to=to)
    return board_of(_workshop(atelier, workshop_pk))


def access_screen(viewer: Viewer, slug: str, workshop_pk: int) -> Board:
    """A board to look at only: who reads its cards, a table's scribe, and the computer where the wall's code was
    typed; else 404."""
    seat = scribe_seat(viewer, workshop_pk)
    workshop = seat.workshop if seat else access_wall(viewer, workshop_pk)
    if workshop.atelier.slug != slug:
        raise NotSeen
    return board_of(workshop)


def access_board_card(
    viewer: Viewer, slug: str, workshop_pk: int, pk: UUID, *, to: str = "read_cards"
) -> tuple[Board, Card]:
    """A board and a card of its atelier; 404 if unseen, 403 if forbidden."""
    board = access_board(viewer, slug, workshop_pk, to=to)
    rows = Card.objects.of(board.workshop.atelier_id).select_related("atelier", "workshop", "said_by")
    card: Card | None = rows.filter(pk=pk).first()
    if card is None:
        raise NotSeen
    return board, card


def access_sheet(viewer: Viewer, slug: str, pk: UUID, *, to: str = "read_cards") -> BoardSheet:
    """A frozen version; 404 if unseen, 403 if forbidden."""
    atelier = access_cards(viewer, slug, to=to)
    rows = BoardSheet.objects.of(atelier).select_related("board__workshop__atelier")
    sheet: BoardSheet | None = rows.filter(pk=pk).first()
    if sheet is None:
        raise NotSeen
    return sheet


def access_objection(viewer: Viewer, slug: str, pk: UUID) -> SheetObjection:
    """An objection, to answer it; 404 if unseen, 403 if forbidden."""
    atelier = access_cards(viewer, slug, to="gather")
    rows = SheetObjection.objects.of(atelier).select_related("sheet__board__workshop__atelier", "card")
    objection: SheetObjection | None = rows.filter(pk=pk).first()
    if objection is None:
        raise NotSeen
    return objection


def scribe_seat(viewer: Viewer, workshop_pk: int) -> Seat | None:
    """The seat, held without an account, of somebody named scribe at a table of this workshop."""
    if viewer.account is not None or not (pk := viewer.seats.get(workshop_pk)):
        return None
    # everywhere: the session says which seat; the workshop is checked in the same query
    rows = Seat.everywhere.filter(pk=pk, workshop_id=workshop_pk, removed_at=None, sittings__is_scribe=True)
    seat: Seat | None = rows.select_related("workshop__atelier").first()
    return seat


def boards_of_scribe(viewer: Viewer) -> list[Workshop]:
    """The workshops whose board this browser may fill by a seat."""
    seats = (scribe_seat(viewer, workshop_pk) for workshop_pk in sorted(viewer.seats))
    return [seat.workshop for seat in seats if seat]


def hand_of(viewer: Viewer, board: Board) -> Author:
    """Who writes: the account, or the seat of a table's scribe."""
    return scribe_seat(viewer, board.workshop_id) or viewer


def name_of(viewer: Viewer, board: Board) -> str:
    """Who writes, as they wish to be called."""
    if viewer.account:
        return viewer.account.name
    seat = scribe_seat(viewer, board.workshop_id)
    return seat.name if seat else ""


def for_scribes(view: View) -> View:
    """A page of a board for accounts and for the scribes of its tables; others are asked to sign in."""

    @wraps(view)
    def asked(request: HttpRequest, slug: str, workshop_pk: int, **more: Any) -> HttpResponse:
        if request.user.is_authenticated or scribe_seat(viewer_of(request), workshop_pk):
            return view(request, slug, workshop_pk, **more)
        return redirect_to_login(request.get_full_path())

    return asked


def names_for(viewer: Viewer, board: Board) -> Names:
    """Whose names this viewer is told; where a workshop hides names, keepers alone are."""
    if is_keeper(viewer, board.workshop.atelier):
        return "all"
    return "allowed" if board.workshop.shows_names else "none"


def can_fill(viewer: Viewer, board: Board) -> bool:
    return can_gather(viewer, board.workshop.atelier) or scribe_seat(viewer, board.workshop_id) is not None


def can_set(viewer: Viewer, board: Board) -> bool:
    return is_keeper(viewer, board.workshop.atelier)


def _workshop(atelier: Atelier, pk: int) -> Workshop:
    workshop: Workshop | None = Workshop.objects.of(atelier).select_related("atelier").filter(pk=pk).first()
    if workshop is None:
        raise NotSeen
    return workshop
