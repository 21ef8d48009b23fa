"""Reads on boards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet, Sum

from atelier.ateliers.models import Atelier, Workshop
from atelier.contributions.cards.enums import STANDING
from atelier.contributions.cards.queries import cards_of
from atelier.contributions.models import Card
from atelier.synthesis.board.enums import DEFAULT_COLUMNS
from atelier.synthesis.board.models import Board, BoardSheet, SheetObjection

Names = Literal["all", "allowed", "none"]  # of those who agreed: all, or where their workshop shows names

CARDS_A_COLUMN = 40  # on one page of a board; the rest is on the next


@dataclass(frozen=True)
class Wanted:
    """A facilitator's filters; '' for all. Without a fate, the cards that still speak."""

    origin: str = ""
    college: str = ""
    fate: str = ""

    @property
    def is_all(self) -> bool:
        return not (self.origin or self.college or self.fate)


ALL = Wanted()


def board_of(workshop: Workshop) -> Board:
    """The workshop's board, begun in memory where nobody set it."""
    board: Board | None = Board.objects.of(workshop.atelier_id).filter(workshop=workshop).first()
    board = board or Board(workshop=workshop, columns=[str(kind) for kind in DEFAULT_COLUMNS])
    board.workshop = workshop
    return board


def boards_of(atelier: Atelier) -> list[tuple[Workshop, int, BoardSheet | None]]:
    """(workshop, cards written there that still speak, last frozen version) of each workshop."""
    standing = Card.objects.of(atelier).filter(fate__in=STANDING).order_by()
    counts = dict(standing.values_list("workshop_id").annotate(number=Count("pk")))
    frozen = BoardSheet.objects.of(atelier).select_related("board").defer("content")
    sheets = {one.board.workshop_id: one for one in frozen}
    return [(one, counts.get(one.pk, 0), sheets.get(one.pk)) for one in Workshop.objects.of(atelier)]


def cards_on(board: Board, wanted: Wanted = ALL) -> QuerySet[Card]:
    """Cards of this board in the order of their columns: its workshop's, those before if it takes them, and those
    written outside any workshop."""
    own = Q(workshop=board.workshop_id) | Q(workshop=None)
    if board.takes_earlier:
        earlier = Workshop.objects.of(board.workshop.atelier_id).filter(ordinal__lt=board.workshop.ordinal)
        own |= Q(workshop__in=earlier.order_by().values("pk"))
    cards = cards_of(board.workshop.atelier_id).filter(own).order_by("rank", "number")
    cards = cards.filter(fate=wanted.fate) if wanted.fate else cards.filter(fate__in=STANDING)
    if wanted.origin:
        cards = cards.filter(origin_name=wanted.origin)
    return cards.filter(college=wanted.college) if wanted.college else cards


def slice_of(cards: QuerySet[Card], kinds: Collection[str], page: int) -> list[Card]:
    """The cards of each column that stand on this page (1, 2…): a query a column, which an index answers without
    numbering them all."""
    first = (page - 1) * CARDS_A_COLUMN
    return [card for kind in kinds for card in cards.filter(kind=kind)[first : first + CARDS_A_COLUMN]]


def counts_of(cards: QuerySet[Card]) -> Counter[str]:
    """How many cards of each kind, shown on the board or not."""
    return Counter(dict(cards.order_by().values_list("kind").annotate(number=Count("pk"))))


def stamp_of(board: Board) -> str:
    """Changes with every write on the atelier's cards, objections and columns: three short queries.

    Cards are never taken away and each write raises a revision, so their number and the sum of revisions tell all.
    """
    atelier = board.workshop.atelier_id
    cards = Card.objects.of(atelier).aggregate(number=Count("pk"), revisions=Sum("revision"))
    said = SheetObjection.objects.of(atelier).aggregate(number=Count("pk"), answered=Count("answered_at"))
    numbers = (cards["number"], cards["revisions"] or 0, said["number"], said["answered"])
    return ".".join([*map(str, numbers), shape_of(board)])


def shape_of(board: Board) -> str:
    """Changes with the columns: a page that shows others is to be loaded again."""
    return "-".join([*board.columns, str(int(board.takes_earlier)), str(int(board.workshop.shows_names))])


def objections_on(atelier: Atelier | int, cards: Collection[UUID]) -> dict[UUID, list[SheetObjection]]:
    """Objections to these cards, answered or not, oldest first."""
    found: defaultdict[UUID, list[SheetObjection]] = defaultdict(list)
    rows = SheetObjection.objects.of(atelier).filter(card__in=cards)
    for one in rows.select_related("sheet").defer("sheet__content"):
        found[one.card_id].append(one)
    return found


def origins_on(board: Board) -> list[str]:
    """Tables, visits and meetings where the cards of this board were said."""
    names = cards_on(board).exclude(origin_name="").order_by("origin_name")
    return list(names.values_list("origin_name", flat=True).distinct())


def sheets_of(board: Board) -> QuerySet[BoardSheet]:
    """Frozen versions, the last first, without what they hold."""
    rows = BoardSheet.objects.of(board.workshop.atelier_id).filter(board=board.pk).defer("content")
    return rows.annotate(
        signed=Count("signatures", distinct=True),
        objected=Count("objections", distinct=True),
        open_objections=Count("objections", filter=Q(objections__answered_at=None), distinct=True),
    ).order_by("-number", "-made_at")


def next_number(board: Board) -> int:
    rows = BoardSheet.objects.of(board.workshop.atelier_id).filter(board=board.pk)
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1
