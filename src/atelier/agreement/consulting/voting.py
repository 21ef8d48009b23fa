"""Writes of those who vote. Votes are their own history: rows are added, and no audit row says who voted what."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from atelier.agreement.consulting.commands import add_statement
from atelier.agreement.consulting.enums import Choice, Standing
from atelier.agreement.consulting.errors import (
    CollegeMissing,
    ProposalsClosed,
    StatementOut,
    TooManyProposals,
    VoteClosed,
    VoteOfAnother,
)
from atelier.agreement.consulting.models import Consultation, Statement, Vote, Voter
from atelier.ateliers.models import Seat
from atelier.people.enums import College

MOST_WAITING = 5  # proposals of one person that nobody has read yet


@transaction.atomic
def begin_voting(consultation: Consultation, *, college: str = "", seat: Seat | None = None) -> Voter:
    """Somebody who votes here; who holds a seat of the workshop is the same person on every screen.

    Raises VoteClosed, CollegeMissing.
    """
    if not consultation.is_open:
        raise VoteClosed
    if seat and seat.workshop_id == consultation.workshop_id:
        voter, _made = Voter.objects.of(consultation.atelier_id).get_or_create(
            consultation=consultation, seat=seat, defaults={"college": seat.college}
        )
        return voter
    if consultation.asks_college and college not in College.values:
        raise CollegeMissing
    chosen = college if consultation.asks_college else ""
    made: Voter = Voter.everywhere.create(consultation=consultation, college=chosen)
    return made


@transaction.atomic
def cast_vote(voter: Voter, statement: Statement, value: int, *, vote_id: UUID | None = None) -> tuple[Vote, bool]:
    """The vote, and whether it is new: the same `vote_id` again is the same vote, and is not counted twice.

    Another vote on the same statement is a change of mind: the last counts, all are kept.
    Raises VoteClosed, StatementOut, VoteOfAnother.
    """
    pk, atelier = vote_id or uuid4(), voter.consultation.atelier_id
    if known := Vote.objects.of(atelier).filter(pk=pk).first():
        return _same(known, voter, statement), False
    # not locked: a hall that votes at once does not queue, and closing is not a matter of milliseconds
    if not Consultation.objects.of(atelier).get(pk=voter.consultation_id).is_open:
        raise VoteClosed
    fresh = Statement.objects.of(atelier).get(pk=statement.pk, consultation=voter.consultation_id)
    if not fresh.is_asked:
        raise StatementOut(reason=fresh.reason)
    try:
        with transaction.atomic():
            made = Vote.everywhere.create(pk=pk, voter=voter, statement=fresh, value=Choice(value), at=timezone.now())
    except IntegrityError as error:  # made meanwhile by the same form sent twice, or somebody else's identifier
        known = Vote.objects.of(atelier).filter(pk=pk).first()
        if known is None:
            raise VoteOfAnother from error
        return _same(known, voter, statement), False
    return made, True


def propose_statement(voter: Voter, text: str) -> Statement:
    """A participant's own statement, that waits.

    Raises ProposalsClosed, VoteClosed, TooManyProposals, StatementEmpty.
    """
    consultation = voter.consultation
    if not consultation.takes_proposals:
        raise ProposalsClosed
    if not consultation.is_open:
        raise VoteClosed
    if voter.proposals.filter(standing=Standing.WAITING).count() >= MOST_WAITING:
        raise TooManyProposals(most=MOST_WAITING)
    return add_statement(consultation, text, by=voter, proposed_by=voter)


def _same(known: Vote, voter: Voter, statement: Statement) -> Vote:
    if known.voter_id != voter.pk or known.statement_id != statement.pk:
        raise VoteOfAnother
    return known
