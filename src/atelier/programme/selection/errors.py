"""What the selection refuses."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError, NotForYou


class NotInThisPhase(NotForYou):
    code = "not_in_this_phase"
    message = _("The present phase of the selection does not open this to you. The page of the selection says when.")


class Conflicted(NotForYou):
    code = "conflicted"
    message = _(
        "You declared a conflict of interest on this application: its marks and its discussion stay closed to you."
    )


class ReviewerIsParty(DomainError):
    code = "reviewer_is_party"
    message = _("%(name)s carries, writes or accompanies this application, and cannot review it.")


class RankTaken(DomainError):
    code, http_status = "rank_taken", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Your service already gives rank %(rank)s to “%(title)s”. Change one of the two.")


class MarkOutside(DomainError):
    code, http_status = "mark_outside", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("A mark for “%(criterion)s” goes from 0 to %(most)s.")


class MarksMissing(DomainError):
    code, http_status = "marks_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("A review is complete with one mark for each criterion. Still missing: %(missing)s.")


class ReasonsMissing(DomainError):
    code, http_status = "reasons_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Write why: it is what the applicants will read.")


class DecisionsMissing(DomainError):
    code = "decisions_missing"
    message = _("Nothing was released. Not decided yet: %(titles)s.")


class NothingToRelease(DomainError):
    code = "nothing_to_release"
    message = _("No application of this call is waiting for a decision.")


class AlreadyReleased(DomainError):
    code = "already_released"
    message = _("%(name)s has released these results, on %(date)s. Nothing was sent twice.")
