"""Writes on versions: freeze the board, sign, object, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation

from atelier.ateliers.models import Workshop
from atelier.common.audit import Author, record
from atelier.contributions.cards.errors import ReasonMissing
from atelier.contributions.models import Card
from atelier.synthesis.board.commands import begin_board
from atelier.synthesis.board.errors import AlreadySigned, BoardEmpty, CardNotOnSheet, ObjectionAnswered
from atelier.synthesis.board.freezing import cards_in, content_of, digest_of
from atelier.synthesis.board.models import BoardSheet, SheetObjection, SheetSignature
from atelier.synthesis.board.queries import next_number

SIGNED_IN = "fr"  # what is signed does not change with the language of whoever looks


@transaction.atomic
def freeze_board(workshop: Workshop, *, by: Author, by_name: str = "") -> BoardSheet:
    """A numbered version of the workshop's board as it stands. Raises BoardEmpty."""
    board = begin_board(workshop)
    number = next_number(board)
    with translation.override(SIGNED_IN):
        content = content_of(board, number=number)
    if not any(cards_in(content)):
        raise BoardEmpty
    sheet = BoardSheet.everywhere.create(
        board=board,
        number=number,
        content=content,
        sha256=digest_of(content),
        made_by=by.author_ref,
        made_by_name=by_name,
    )
    record("board.frozen", sheet, by=by, number=number, title=workshop.title, sha256=sheet.sha256)
    return sheet


@transaction.atomic
def sign_sheet(
    sheet: BoardSheet, *, name: str, college: str, is_from_paper: bool = False, by: Author
) -> SheetSignature:
    """Someone signs this version, on screen or on the paper it is copied from. Raises AlreadySigned."""
    name = " ".join(name.split())
    _held(sheet)
    known = SheetSignature.objects.of(_atelier(sheet)).filter(sheet=sheet, name__iexact=name, college=college)
    if known.exists():
        raise AlreadySigned(name=name)
    signature = SheetSignature(
        sheet=sheet, name=name, college=college, is_from_paper=is_from_paper, written_by=by.author_ref
    )
    signature.full_clean(exclude=["sheet"])
    signature.save(force_insert=True)
    record("board.signed", signature, by=by, number=sheet.number)
    return signature


@transaction.atomic
def object_to_card(
    sheet: BoardSheet,
    card: UUID,
    *,
    reason: str,
    name: str = "",
    college: str = "",
    is_from_paper: bool = False,
    by: Author,
) -> SheetObjection:
    """Someone objects to a card as this version words it. Raises CardNotOnSheet, ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    words = _words(sheet, card)
    objection = SheetObjection.everywhere.create(
        sheet=sheet,
        card=Card.objects.of(_atelier(sheet)).get(pk=card),
        reason=reason.strip(),
        name=" ".join(name.split()),
        college=college,
        is_from_paper=is_from_paper,
        written_by=by.author_ref,
    )
    record("board.objected", objection, by=by, number=sheet.number, card=words["name"])
    return objection


@transaction.atomic
def answer_objection(objection: SheetObjection, *, answer: str, by: Author, by_name: str = "") -> SheetObjection:
    """The answer stands beside the objection, both kept. Raises ReasonMissing, ObjectionAnswered."""
    if not answer.strip():
        raise ReasonMissing
    rows = SheetObjection.objects.of(_atelier(objection.sheet)).select_for_update(of=("self",))
    held: SheetObjection = rows.select_related("sheet__board__workshop", "card").get(pk=objection.pk)
    if not held.is_open:
        raise ObjectionAnswered
    held.answer, held.answered_at = answer.strip(), timezone.now()
    held.answered_by, held.answered_name = by.author_ref, by_name
    held.save()
    record("board.answered", held, by=by, number=held.sheet.number, card=held.card.name)
    return held


def _held(sheet: BoardSheet) -> None:
    """Signatures of one version wait for each other."""
    BoardSheet.objects.of(_atelier(sheet)).select_for_update().only("pk").get(pk=sheet.pk)


def _words(sheet: BoardSheet, card: UUID) -> dict[str, Any]:
    for one in cards_in(sheet.content):
        if one["id"] == str(card):
            return one
    raise CardNotOnSheet


def _atelier(sheet: BoardSheet) -> int:
    return sheet.board.workshop.atelier_id
