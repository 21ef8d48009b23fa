"""What was drawn and written in a workshop, and is not on a card yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from atelier.ateliers.models import Atelier, Workshop
from atelier.contributions.enums import ContributionKind
from atelier.contributions.gathering.kinds import PencilKinds, present_kinds
from atelier.contributions.lineage.models import Edge
from atelier.contributions.models import Contribution


@dataclass(frozen=True)
class Waiting:
    """What waits for a card, in the order it is proposed; `sketches` have neither words nor a meaning of their own."""

    notes: list[Contribution]
    drawings: list[Contribution]
    sketches: list[Contribution]

    def __len__(self) -> int:
        return len(self.notes) + len(self.drawings)


def said_in(workshop: Workshop) -> QuerySet[Contribution]:
    """Everything that stands of what the seats of a workshop drew and wrote, table after table."""
    said = Contribution.objects.of(workshop.atelier_id).filter(seat__workshop=workshop, erased_at=None)
    return said.select_related("said_by__workshop", "seat").order_by("origin_name", "said_at", "id")


def waiting_in(workshop: Workshop, kinds: PencilKinds | None = None) -> Waiting:
    """What waits: notes first, then drawings whose pencil means something."""
    known, waiting = kinds or present_kinds(), Waiting([], [], [])
    for one in not_taken(workshop.atelier, said_in(workshop).defer("geometry")):
        if one.text.strip():
            waiting.notes.append(one)
        elif one.kind != ContributionKind.NOTE:  # an empty note says nothing
            proposed = known.proposed(one.meaning_key, one.meaning)
            (waiting.drawings if proposed else waiting.sketches).append(one)
    return waiting


def not_taken(atelier: Atelier, said: QuerySet[Contribution]) -> list[Contribution]:
    """Those no card was written from; a piece left by the eraser counts with the whole it was cut from."""
    waiting = list(said.filter(~Exists(_edges(atelier).filter(source=OuterRef("pk")))))
    lines = _lines(atelier, waiting)
    wholes = {pk for line in lines.values() for pk in line}
    taken = set(_edges(atelier).filter(source__in=wholes).values_list("source", flat=True)) if wholes else set()
    return [one for one in waiting if not taken.intersection(lines.get(one.pk, ()))]


def _edges(atelier: Atelier) -> QuerySet[Edge]:
    """From what was said to its card."""
    return Edge.objects.of(atelier).filter(source_kind="contribution", target_kind="card").order_by()


def _lines(atelier: Atelier, contributions: Iterable[Contribution]) -> dict[UUID, list[UUID]]:
    """What each piece was cut from, the nearest first: a query for each time that something was cut again."""
    lines = {one.pk: [one.parent] for one in contributions if one.parent}
    last = {line[-1] for line in lines.values()}
    while last:
        cut = Contribution.objects.of(atelier).filter(pk__in=last, parent__isnull=False).order_by()
        parents = {pk: parent for pk, parent in cut.values_list("pk", "parent") if parent}
        for line in lines.values():
            if (further := parents.get(line[-1])) and further not in line:
                line.append(further)
        last = set(parents.values())
    return lines
