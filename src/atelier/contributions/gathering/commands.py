"""Many cards at once from what was drawn and written at the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db import transaction

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author
from atelier.contributions.cards.commands import Said, write_card
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.errors import OtherAtelier
from atelier.contributions.cards.models import Card
from atelier.contributions.gathering.kinds import present_kinds
from atelier.contributions.gathering.queries import not_taken
from atelier.contributions.lineage.commands import hold
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Contribution

AsSaid = Mapping[UUID, tuple[str, str]]
MOST_ASKED = 5_000  # identifiers in one query


@transaction.atomic
def cards_from(contributions: Iterable[Contribution], *, as_said: AsSaid | None = None, by: Author) -> list[Card]:
    """A card for each of these drawings and notes, linked to it: its words, place, college and seat are kept.

    as_said: contribution → (kind, text), for those to be worded otherwise; '' leaves what is proposed: the kind of the
    pencil's meaning, the words of the note or else that meaning. What is on a card already, or was erased meanwhile,
    is left out: nothing is taken twice, whoever asks at the same time. Raises OtherAtelier.
    """
    asked = list(contributions)
    if not asked:
        return []
    atelier = asked[0].atelier
    if any(one.atelier_id != atelier.pk for one in asked):
        raise OtherAtelier
    hold(atelier)
    kinds, wanted = present_kinds(), as_said or {}
    made = []
    for one in _standing(atelier, [one.pk for one in asked]):
        kind, text = wanted.get(one.pk, ("", ""))
        kind = kind or kinds.proposed(one.meaning_key, one.meaning) or CardKind.FINDING
        said = said_from(one, kind, text.strip() or one.text.strip() or one.meaning)
        made.append(write_card(atelier, said, by=by, sources=[Node("contribution", one.pk)], relation=Relation.SAID))
    return made


def said_from(contribution: Contribution, kind: str, text: str) -> Said:
    """The words of a contribution as a card's. Who sat down agreed to be named; for a table, nobody is."""
    speaker = contribution.said_by
    return Said(
        kind=kind,
        text=text,
        workshop=contribution.seat.workshop,
        college=contribution.college,
        said_by=speaker,
        has_consent=True,
        origin_name=contribution.origin_name,
        captured_name=contribution.seat.name if contribution.is_captured else "",
        geometry=contribution.geometry,
    )


def _standing(atelier: Atelier, asked: Sequence[UUID]) -> list[Contribution]:
    """Those that still stand and wait, in the order they were asked for."""
    standing: dict[UUID, Contribution] = {}
    for start in range(0, len(asked), MOST_ASKED):
        rows = Contribution.objects.of(atelier).filter(pk__in=asked[start : start + MOST_ASKED], erased_at=None)
        waiting = not_taken(atelier, rows.select_related("seat__workshop", "said_by"))
        standing |= {one.pk: one for one in waiting}
    return [standing[pk] for pk in dict.fromkeys(asked) if pk in standing]
