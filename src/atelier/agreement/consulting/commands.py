"""Writes on consultations: prepare, open, moderate, close. Votes are in voting.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.agreement.consulting.enums import Standing
from atelier.agreement.consulting.errors import (
    ModerationReasonMissing,
    NoHands,
    NothingAsked,
    StatementEmpty,
    StatementOut,
    VoteClosed,
)
from atelier.agreement.consulting.models import Consultation, HandCount, Statement, Voter
from atelier.ateliers.models import Atelier, Workshop
from atelier.common.audit import Author, record
from atelier.contributions.lineage.commands import link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.people.enums import College

MOST_LETTERS = 280


@transaction.atomic
def make_consultation(
    atelier: Atelier,
    *,
    title: str,
    intro: str = "",
    workshop: Workshop | None = None,
    asks_college: bool = True,
    takes_proposals: bool = True,
    small_under: int = 50,
    closes_at: datetime | None = None,
    by: Author,
) -> Consultation:
    """A consultation, closed until it is opened."""
    made = Consultation.everywhere.create(
        atelier=atelier, workshop=workshop, title=title, intro=intro, asks_college=asks_college,
        takes_proposals=takes_proposals, small_under=small_under, closes_at=closes_at,
    )  # fmt: skip
    record("consultation.made", made, by=by)
    return made


@transaction.atomic
def change_consultation(consultation: Consultation, values: Mapping[str, Any], *, by: Author) -> Consultation:
    """values: title, intro, workshop, asks_college, takes_proposals, small_under, closes_at."""
    held = held_consultation(consultation)
    for name, value in values.items():
        setattr(held, name, value)
    held.save(update_fields=list(values))
    record("consultation.changed", held, by=by)
    return held


@transaction.atomic
def open_consultation(consultation: Consultation, *, by: Author) -> Consultation:
    """Votes come in from now on, for the first time or again. Raises NothingAsked."""
    held = held_consultation(consultation)
    if not held.statements.filter(standing=Standing.ASKED).exists():
        raise NothingAsked
    if held.is_open:
        return held
    if held.closes_at and held.closes_at <= timezone.now():
        held.closes_at = None  # opened again by hand after its own end
    held.opened_at, held.closed_at = held.opened_at or timezone.now(), None
    held.save()
    record("consultation.opened", held, by=by)
    return held


@transaction.atomic
def close_consultation(consultation: Consultation, *, by: Author) -> Consultation:
    held = held_consultation(consultation)
    if held.opened_at and not held.closed_at:
        held.closed_at = timezone.now()
        held.save(update_fields=["closed_at"])
        record("consultation.closed", held, by=by)
    return held


@transaction.atomic
def add_statement(
    consultation: Consultation,
    text: str,
    *,
    by: Author,
    sources: Sequence[Node] = (),
    proposed_by: Voter | None = None,
) -> Statement:
    """A statement more; a participant's waits for the facilitator. Raises StatementEmpty, LineageLoop."""
    words = " ".join(text.split())[:MOST_LETTERS]
    if not words:
        raise StatementEmpty
    held = held_consultation(consultation)
    last = held.statements.aggregate(number=Max("number"))["number"] or 0
    made = Statement.everywhere.create(
        consultation=held,
        number=last + 1,
        text=words,
        standing=Standing.WAITING if proposed_by else Standing.ASKED,
        proposed_by=proposed_by,
    )
    if sources:
        link(held.atelier, sources, node_of(made), Relation.ASKED, by=by)
    record("statement.proposed" if proposed_by else "statement.added", made, by=by, number=made.number)
    return made


@transaction.atomic
def ask_cards(consultation: Consultation, cards: Sequence[Card], *, by: Author) -> list[Statement]:
    """A statement for each card, in their own words, linked to it."""
    return [add_statement(consultation, card.text, by=by, sources=[Node("card", card.pk)]) for card in cards]


@transaction.atomic
def moderate_statement(statement: Statement, standing: str, *, reason: str = "", by: Author) -> Statement:
    """Put to the vote, or take out with the reason; its votes are kept. Raises ModerationReasonMissing."""
    wanted = Standing(standing)
    if wanted == Standing.OUT and not reason.strip():
        raise ModerationReasonMissing
    held = _held_statement(statement)
    held.standing, held.reason = wanted, reason.strip() if wanted == Standing.OUT else ""
    held.save(update_fields=["standing", "reason"])
    record("statement.moderated", held, by=by, standing=wanted.value, number=held.number)
    return held


@transaction.atomic
def count_hands(statement: Statement, *, origin_name: str, hands: Mapping[str, Sequence[int]], by: Author) -> HandCount:
    """Hands raised at a table. hands: {college: (agree, disagree, pass)}; '' for a college not said.

    Counted again, the last count of the table counts. Raises VoteClosed, StatementOut, NoHands.
    """
    held = held_consultation(statement.consultation)
    if not held.is_open:
        raise VoteClosed
    fresh = _held_statement(statement)
    if not fresh.is_asked:
        raise StatementOut(reason=fresh.reason)
    counted = {college: [int(one) for one in three] for college, three in hands.items() if any(three)}
    if not counted:
        raise NoHands
    if any(college and college not in College.values for college in counted):
        raise ValueError(f"unknown college among {sorted(counted)}")
    if any(len(three) != 3 or min(three) < 0 for three in counted.values()):
        raise ValueError("three numbers, none below zero")
    made = HandCount.everywhere.create(
        statement=fresh, origin_name=origin_name.strip(), hands=counted, noted_by=by.author_ref
    )
    record("hands.counted", made, by=by, number=fresh.number, table=made.origin_name)
    return made


def node_of(statement: Statement) -> Node:
    return Node("statement", statement.pk)


def held_consultation(consultation: Consultation) -> Consultation:
    """As it is now, locked until the transaction ends."""
    rows = Consultation.objects.of(consultation.atelier_id).select_for_update(of=("self",))
    held: Consultation = rows.select_related("atelier").get(pk=consultation.pk)
    return held


def _held_statement(statement: Statement) -> Statement:
    rows = Statement.objects.of(statement.consultation.atelier_id).select_for_update(of=("self",))
    held: Statement = rows.select_related("consultation").get(pk=statement.pk)
    return held
