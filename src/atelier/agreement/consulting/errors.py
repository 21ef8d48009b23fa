"""What is refused of a vote, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class VoteClosed(DomainError):
    code = "vote_closed"
    message = _("This vote is not open: nothing more is counted. What you said before is kept.")


class StatementOut(DomainError):
    code = "statement_out"
    message = _("This statement was taken out of the vote: %(reason)s Go on with the others; your votes are kept.")


class VoteOfAnother(DomainError):
    code = "vote_of_another"
    message = _("This page was another person's. Open the vote again from its code: your own votes are kept.")


class CollegeMissing(DomainError):
    code, http_status = "college_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Say in whose name you vote: choose a college.")


class StatementEmpty(DomainError):
    code, http_status = "statement_empty", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("A statement says one thing, in a sentence. Write it.")


class ModerationReasonMissing(DomainError):
    code, http_status = "moderation_reason_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Say why this statement is taken out: those who voted on it will read it.")


class ProposalsClosed(DomainError):
    code = "proposals_closed"
    message = _("Statements are not proposed here. Say yours to the facilitator.")


class TooManyProposals(DomainError):
    code = "too_many_proposals"
    message = _("%(most)s of your statements wait already. Let the facilitator read them first.")


class NoHands(DomainError):
    code, http_status = "no_hands", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("No hand is counted: write at least one number.")


class PaperUnknown(DomainError):
    code, http_status = "paper_unknown", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("There is no paper no. %(number)s: papers 1 to %(last)s were printed. Read its number again.")


class PaperCounted(DomainError):
    code = "paper_counted"
    message = _("Paper no. %(number)s is counted already. To correct it, open it in the list of papers.")


class PaperBlank(DomainError):
    code, http_status = "paper_blank", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("This paper holds no answer: type at least one.")


class AnswerGone(DomainError):
    code, http_status = "answer_gone", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Statement %(number)s: an answer that was counted does not become empty. Type 0 for “pass”.")


class NothingAsked(DomainError):
    code = "nothing_asked"
    message = _("There is no statement to vote on yet. Add one before opening the vote.")
