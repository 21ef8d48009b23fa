"""Writes on validation rounds."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from atelier.agreement.rounds.enums import Outcome, Stance
from atelier.agreement.rounds.errors import (
    ChangeMissing,
    ClosingWordsMissing,
    NobodySpoke,
    NotAnObjection,
    ObjectionsUnanswered,
    ReservationsStand,
    RoundOver,
    TextMissing,
    TextUnchanged,
    VersionPassed,
    WhyMissing,
)
from atelier.agreement.rounds.models import ObjectionAnswer, Position, Round, RoundVersion
from atelier.agreement.rounds.queries import last_positions, present_version, unanswered
from atelier.ateliers.models import Atelier, Workshop
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.contributions.lineage.commands import link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node, tell_nodes
from atelier.people.enums import College


def node_of(one: Round) -> Node:
    return Node("round", one.pk)


@transaction.atomic
def open_round(
    atelier: Atelier,
    *,
    title: str,
    text: str = "",
    source: Node | None = None,
    workshop: Workshop | None = None,
    by: Author,
) -> Round:
    """Put a text to those who answer for it: its own, or that of a thing of the lineage. Raises TextMissing."""
    found = tell_nodes(atelier, [source]).get(source) if source else None
    words = text.strip() or (found.text.strip() if found else "")
    if not words:
        raise TextMissing
    made: Round = Round.everywhere.create(atelier=atelier, workshop=workshop, title=title.strip())
    version = found.version if found else 0
    RoundVersion.everywhere.create(round=made, ordinal=1, text=words, source_version=version)
    if source and found:
        link(atelier, [source], node_of(made), Relation.ASKED, by=by)
    record("round.opened", made, by=by)
    return made


@transaction.atomic
def put_version(one: Round, text: str, *, change: str, by: Author) -> RoundVersion:
    """Another version of the text, that everybody is asked about anew. What was said of the others stays with them.

    Raises RoundOver, TextMissing, ChangeMissing, TextUnchanged.
    """
    held = _held(one)
    if not text.strip():
        raise TextMissing
    if not change.strip():
        raise ChangeMissing
    before = present_version(held)
    if text.strip() == before.text:
        raise TextUnchanged
    made: RoundVersion = RoundVersion.everywhere.create(
        round=held, ordinal=before.ordinal + 1, text=text.strip(), change=change.strip(),
        source_version=before.source_version,
    )  # fmt: skip
    record("round.version_put", made, by=by, version=made.ordinal)
    return made


@transaction.atomic
def say_position(
    version: RoundVersion,
    stance: str,
    *,
    person: str,
    college: str,
    reason: str = "",
    name: str = "",
    is_named: bool = False,
    by: Author,
) -> Position:
    """What someone says of a version; said again, the last counts. Raises RoundOver, WhyMissing, VersionPassed."""
    held = _held(version.round)
    now = present_version(held)
    if now.pk != version.pk:
        raise VersionPassed(now=now.ordinal)
    wanted = Stance(stance)
    if wanted != Stance.AGREE and not reason.strip():
        raise WhyMissing
    made: Position = Position.everywhere.create(
        version=version, person=person, stance=wanted, reason=reason.strip(), college=College(college),
        name=name.strip(), is_named=is_named and bool(name.strip()),
    )  # fmt: skip
    record("position.said", made, by=by, stance=wanted.value, version=version.ordinal)
    return made


@transaction.atomic
def answer_objection(objection: Position, text: str, *, by: Author, by_name: str) -> ObjectionAnswer:
    """What the facilitator, the team or an elected member answers. Raises RoundOver, NotAnObjection, TextMissing."""
    _held(objection.version.round)
    if objection.stance == Stance.AGREE:
        raise NotAnObjection
    if not text.strip():
        raise TextMissing
    made: ObjectionAnswer = ObjectionAnswer.everywhere.create(
        objection=objection, text=text.strip(), by_name=by_name.strip()
    )
    record("objection.answered", made, by=by)
    return made


@transaction.atomic
def close_round(one: Round, outcome: str, *, words: str = "", by: Author, by_name: str = "") -> Round:
    """The facilitator says how it ends, within rules (refusal_of). Raises what refusal_of says, RoundOver."""
    held = _held(one)
    wanted = Outcome(outcome)
    if refused := refusal_of(held, wanted):
        raise refused
    if wanted == Outcome.NOT_ADOPTED and not words.strip():
        raise ClosingWordsMissing
    held.outcome, held.closing_words = wanted, words.strip()
    held.closed_at, held.closed_name = timezone.now(), by_name.strip()
    held.save(update_fields=["outcome", "closing_words", "closed_at", "closed_name"])
    record("round.closed", held, by=by, outcome=str(wanted.label))
    return held


def refusal_of(one: Round, outcome: Outcome) -> DomainError | None:
    """Why this round cannot end so now; None when it can.

    Adopted, with reservations or not: somebody spoke, and every objection of every version has an answer. Adopted
    without reservations: none stands on the present version. Not adopted: always.
    """
    if outcome == Outcome.NOT_ADOPTED:
        return None
    if without := unanswered(one):
        return ObjectionsUnanswered(count=len(without))
    stances: Sequence[str] = [position.stance for position in last_positions(one, present_version(one))]
    if not stances:
        return NobodySpoke()
    if outcome == Outcome.ADOPTED and set(stances) != {Stance.AGREE}:
        return ReservationsStand()
    return None


def _held(one: Round) -> Round:
    """As it is now, locked until the transaction ends. Raises RoundOver."""
    rows = Round.objects.of(one.atelier_id).select_for_update(of=("self",))
    held: Round = rows.select_related("atelier").get(pk=one.pk)
    if held.outcome:
        raise RoundOver(outcome=held.get_outcome_display())
    return held
