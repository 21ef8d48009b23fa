"""Votes on paper: numbers printed, papers typed. A paper is a voter, whose votes count like the others."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet

from atelier.agreement.consulting.commands import held_consultation
from atelier.agreement.consulting.enums import Choice, Standing
from atelier.agreement.consulting.errors import (
    AnswerGone,
    NothingAsked,
    PaperBlank,
    PaperCounted,
    PaperUnknown,
    VoteClosed,
)
from atelier.agreement.consulting.models import Consultation, Statement, Vote, Voter
from atelier.common.audit import Author, record
from atelier.people.enums import College

MOST_AT_ONCE = 200  # papers of one printing


@transaction.atomic
def number_papers(consultation: Consultation, count: int, *, by: Author) -> tuple[int, int]:
    """(first, last) of `count` numbers that no paper bears yet. Raises NothingAsked."""
    held = held_consultation(consultation)
    if not held.statements.filter(standing=Standing.ASKED).exists():
        raise NothingAsked
    first = held.papers + 1
    held.papers += min(max(count, 1), MOST_AT_ONCE)
    held.save(update_fields=["papers"])
    record("papers.numbered", held, by=by, first=first, last=held.papers)
    return first, held.papers


@transaction.atomic
def enter_paper(
    consultation: Consultation, number: int, answers: Mapping[UUID, int], *, college: str = "", by: Author
) -> Voter:
    """A paper typed for the first time. answers: statement → Choice; without those left empty.

    Raises VoteClosed, PaperUnknown, PaperCounted, PaperBlank.
    """
    held = _open(consultation)
    if not 1 <= number <= held.papers:
        raise PaperUnknown(number=number, last=held.papers)
    if paper_of(held, number) is not None:
        raise PaperCounted(number=number)
    if not answers:
        raise PaperBlank
    voter = Voter.everywhere.create(consultation=held, paper=number, college=_college(college))
    _cast(voter, answers)
    record("paper.entered", voter, by=by, number=number, answers=len(answers))
    return voter


@transaction.atomic
def correct_paper(voter: Voter, answers: Mapping[UUID, int], *, college: str, by: Author) -> int:
    """Typed again; returns how many answers changed. What was typed before is kept, and the last counts.

    Raises VoteClosed, AnswerGone.
    """
    held = _open(voter.consultation)
    said = answers_of(voter)
    for statement in asked_of(held):
        if statement.pk in said and statement.pk not in answers:
            raise AnswerGone(number=statement.number)
    changed = {pk: value for pk, value in answers.items() if said.get(pk) != value}
    _cast(voter, changed)
    before, voter.college = voter.college, _college(college)
    voter.save(update_fields=["college"])
    if changed or before != voter.college:
        record("paper.corrected", voter, by=by, number=voter.paper, answers=len(changed), was=before)
    return len(changed)


def asked_of(consultation: Consultation) -> list[Statement]:
    """What a paper asks, in the order of the numbers."""
    rows = Statement.objects.of(consultation.atelier_id).filter(consultation=consultation, standing=Standing.ASKED)
    return list(rows.order_by("number", "pk"))


def papers_of(consultation: Consultation) -> QuerySet[Voter]:
    """Those that were typed, by number, with how many statements each answers."""
    rows = Voter.objects.of(consultation.atelier_id).filter(consultation=consultation).exclude(paper=None)
    return rows.annotate(answers=Count("votes__statement", distinct=True)).order_by("paper")


def paper_of(consultation: Consultation, number: int) -> Voter | None:
    found: Voter | None = papers_of(consultation).select_related("consultation__atelier").filter(paper=number).first()
    return found


def answers_of(voter: Voter) -> dict[UUID, int]:
    """What is counted of this paper."""
    rows = Vote.objects.of(voter.consultation.atelier_id).filter(voter=voter)
    return dict(rows.values_list("statement_id", "value"))


def next_paper(consultation: Consultation) -> int | None:
    """The first that was printed and is not typed yet."""
    typed = set(papers_of(consultation).values_list("paper", flat=True))
    return next((number for number in range(1, consultation.papers + 1) if number not in typed), None)


def _open(consultation: Consultation) -> Consultation:
    """Held, so that two scribes do not type one paper at once."""
    held = held_consultation(consultation)
    if not held.is_open:
        raise VoteClosed
    return held


def _cast(voter: Voter, answers: Mapping[UUID, int]) -> None:
    """Only on what is asked: a statement taken out since the printing is passed over."""
    asked = [one for one in asked_of(voter.consultation) if one.pk in answers]
    Vote.everywhere.bulk_create(Vote(voter=voter, statement=one, value=Choice(answers[one.pk])) for one in asked)


def _college(typed: str) -> str:
    return typed if typed in College.values else ""
