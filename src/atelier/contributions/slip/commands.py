"""Writes of slips: the code, what its holder changes, and the answers to what they ask."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from atelier.ateliers.models import Seat
from atelier.common.audit import Author, record
from atelier.common.errors import NotSeen
from atelier.contributions.cards.commands import change_card, decide_card
from atelier.contributions.cards.enums import ENDED, Fate
from atelier.contributions.cards.models import Card
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.slip.codes import code_of, printer_mark, slow_hash
from atelier.contributions.slip.enums import Answer
from atelier.contributions.slip.errors import AlreadyAnswered, AlreadyAsked, AnswerMissing, StillYours
from atelier.contributions.slip.models import RemovalRequest, SlipCode
from atelier.contributions.slip.queries import own_thing


def give_code(seat: Seat, *, by: Author) -> str:
    """The code of this seat's slip, the same each time; made at the first call."""
    if held := _code_of_seat(seat):
        return held
    return _new_code(seat, by)


def give_new_code(seat: Seat, *, by: Author) -> str:
    """Another code, because the slip was lost or seen: those before it open nothing any more."""
    pk = uuid.uuid4()
    hashed = slow_hash(code_of(pk))
    with transaction.atomic():
        ended = SlipCode.everywhere.filter(seat=seat, ended_at=None).update(ended_at=timezone.now())
        return _keep(seat, pk, hashed, by, ended)


@transaction.atomic
def correct_words(card: Card, seat: Seat, text: str, *, revision: int, lift_condition: str = "") -> Card:
    """Who said it says it better. Its history keeps both. Raises NotSeen, CardChanged, CardEnded, WordsMissing."""
    _require_own(card, seat)
    wanted = {"text": text.strip()}
    if card.lift_condition or lift_condition:
        wanted["lift_condition"] = lift_condition.strip()
    return change_card(card, revision=revision, by=seat, **wanted)


@transaction.atomic
def withdraw_words(card: Card, seat: Seat) -> Card:
    """Who said it takes it back: shown to nobody else any more. Raises NotSeen, CardEnded."""
    _require_own(card, seat)
    return decide_card(card, Fate.WITHDRAWN, by=seat)


@transaction.atomic
def ask_removal(seat: Seat, thing: Node, *, words: str = "") -> RemovalRequest:
    """Ask keepers to take away what went further. Raises NotSeen, StillYours, AlreadyAsked."""
    card = own_thing(seat, thing)
    if card and card.fate not in ENDED:
        raise StillYours(card=card.name)
    fresh = RemovalRequest(seat=seat, thing_kind=thing.kind, thing=thing.id, words=words.strip())
    Seat.objects.of(seat.workshop.atelier_id).select_for_update(no_key=True).only("pk").get(pk=seat.pk)
    if RemovalRequest.everywhere.filter(seat=seat, thing=thing.id, answer=Answer.WAITING).exists():
        raise AlreadyAsked
    fresh.save(force_insert=True)
    record("removal.asked", fresh, by=seat)
    return fresh


@transaction.atomic
def answer_removal(request: RemovalRequest, answer: str, words: str, *, by: Author) -> RemovalRequest:
    """Done or refused, in words that the slip shows. Raises AnswerMissing, AlreadyAnswered."""
    if not words.strip():
        raise AnswerMissing
    held: RemovalRequest = RemovalRequest.everywhere.select_for_update().get(pk=request.pk)
    if not held.is_waiting:
        raise AlreadyAnswered
    held.answer, held.answer_words = Answer(answer), words.strip()
    held.answered_at, held.answered_by = timezone.now(), by.author_ref
    held.save()
    record("removal.answered", held, by=by, answer=held.answer)
    return held


def _code_of_seat(seat: Seat) -> str:
    # everywhere: the caller holds the seat
    held = SlipCode.everywhere.filter(seat=seat, printer=printer_mark(), ended_at=None).first()
    return code_of(held.pk) if held else ""


def _new_code(seat: Seat, by: Author) -> str:
    """The slow hash is made before the transaction: other writers do not wait for it."""
    pk = uuid.uuid4()
    hashed = slow_hash(code_of(pk))
    with transaction.atomic():
        Seat.objects.of(seat.workshop.atelier_id).select_for_update(no_key=True).only("pk").get(pk=seat.pk)
        return _code_of_seat(seat) or _keep(seat, pk, hashed, by)


def _keep(seat: Seat, pk: uuid.UUID, hashed: str, by: Author, ended: int = 0) -> str:
    slip = SlipCode(pk=pk, seat=seat, code_hash=hashed, printer=printer_mark())
    slip.save(force_insert=True)
    record("slip.made", slip, by=by, ended=ended)
    return code_of(pk)


def _require_own(card: Card, seat: Seat) -> None:
    if card.said_by_id != seat.pk:
        raise NotSeen
