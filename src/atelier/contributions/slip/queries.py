"""Reads of slips: whose a code is, who has one, what was asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.common.errors import NotSeen
from atelier.contributions.cards.models import Card
from atelier.contributions.lineage.nodes import Node, Told, kind_of, tell_nodes
from atelier.contributions.lineage.walking import reached_from_each
from atelier.contributions.models import Contribution
from atelier.contributions.slip.codes import is_code, slow_hash
from atelier.contributions.slip.enums import Answer
from atelier.contributions.slip.models import RemovalRequest, SlipCode


def seat_with_code(typed: str) -> Seat | None:
    """Whose slip this is, whatever became of the seat and its workshop. Costs a slow hash: count misses before."""
    if not is_code(typed):
        return None
    # everywhere: the code says which seat, and opens no other
    slips = SlipCode.everywhere.select_related("seat__workshop__atelier")
    slip = slips.filter(code_hash=slow_hash(typed), ended_at=None).first()
    return slip.seat if slip else None


def seats_to_print(workshop: Workshop) -> list[Seat]:
    """Who sat or spoke there, by name. Somebody taken out who had said something still reads what became of it."""
    seats = Seat.objects.of(workshop.atelier_id).filter(workshop=workshop).select_related("workshop__atelier")
    drawn = Contribution.objects.of(workshop.atelier_id).filter(said_by=OuterRef("pk"))
    written = Card.objects.of(workshop.atelier_id).filter(said_by=OuterRef("pk"))
    kept = seats.filter(Q(removed_at=None) | Q(Exists(drawn)) | Q(Exists(written)))
    return sorted(kept, key=lambda seat: (seat.name.casefold(), seat.pk))


def seats_with_slips(atelier: Atelier) -> QuerySet[Seat]:
    """Every seat of the atelier, workshop after workshop, with `card_count`."""
    seats = Seat.objects.of(atelier).select_related("workshop").annotate(card_count=Count("cards"))
    return seats.order_by("workshop__ordinal", "workshop_id", "name", "pk")


def seat_of(atelier: Atelier, pk: int) -> Seat:
    """Raises NotSeen."""
    seat = Seat.objects.of(atelier).select_related("workshop__atelier").filter(pk=pk).first()
    if seat is None:
        raise NotSeen
    return seat


def own_card(seat: Seat, pk: UUID) -> Card:
    """A card this seat said. Raises NotSeen."""
    cards = Card.objects.of(seat.workshop.atelier_id).select_related("atelier")
    card = cards.filter(pk=pk, said_by=seat).first()
    if card is None:
        raise NotSeen
    return card


def own_thing(seat: Seat, thing: Node) -> Card | None:
    """The card asked about, or None for a drawing or a note; both are of this seat. Raises NotSeen."""
    if thing.kind == "card":
        return own_card(seat, thing.id)
    said = Contribution.objects.of(seat.workshop.atelier_id).filter(pk=thing.id, said_by=seat)
    if thing.kind != "contribution" or not said.exists():
        raise NotSeen
    return None


def waiting_requests(atelier: Atelier) -> int:
    return RemovalRequest.objects.of(atelier).filter(answer=Answer.WAITING).count()


@dataclass(frozen=True)
class AskedRemoval:
    """A request as keepers read it: what was said, and what it went into, all of it still standing or not."""

    request: RemovalRequest
    told: Told | None
    into: list[tuple[Node, Told]]


def removals_of(atelier: Atelier) -> list[AskedRemoval]:
    """Those that wait first, then the latest answered."""
    asked = list(RemovalRequest.objects.of(atelier).select_related("seat__workshop"))
    asked.sort(key=lambda one: (not one.is_waiting, -(one.answered_at or one.asked_at).timestamp()))
    return told_removals(atelier, asked)


def told_removals(atelier: Atelier, asked: Sequence[RemovalRequest]) -> list[AskedRemoval]:
    """Requests with what they are about, in a constant number of queries by kind of thing."""
    things = {one.pk: Node(one.thing_kind, one.thing) for one in asked}
    after = reached_from_each(atelier, list(set(things.values())))
    told = tell_nodes(atelier, {*things.values(), *(node for nodes in after.values() for node in nodes)})
    return [AskedRemoval(one, told.get(things[one.pk]), in_order(after[things[one.pk]], told)) for one in asked]


def removal_of(atelier: Atelier, pk: UUID) -> RemovalRequest:
    """Raises NotSeen."""
    request = RemovalRequest.objects.of(atelier).select_related("seat__workshop").filter(pk=pk).first()
    if request is None:
        raise NotSeen
    return request


def in_order(nodes: Iterable[Node], told: dict[Node, Told]) -> list[tuple[Node, Told]]:
    """Things that can be told, from what is said to what is decided."""
    known = [(node, told[node]) for node in nodes if node in told]
    return sorted(known, key=lambda one: (kind_of(one[0].kind).rank, one[1].title))
