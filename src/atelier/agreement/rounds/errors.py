"""What is refused of a validation round, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class RoundOver(DomainError):
    code = "round_over"
    message = _("This round is over: %(outcome)s. Open another one to take the text up again.")


class TextMissing(DomainError):
    code, http_status = "text_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("There is no text to validate: write it, or start from a thing that has one.")


class ChangeMissing(DomainError):
    code, http_status = "change_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Say what changed and why: those who objected will read it.")


class TextUnchanged(DomainError):
    code = "text_unchanged"
    message = _("The text is the same: a new version has other words.")


class WhyMissing(DomainError):
    code, http_status = "why_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("A reservation or an objection says why: write your reason, it stays with this version.")


class VersionPassed(DomainError):
    code = "version_passed"
    message = _("The text changed while you were reading: read version %(now)s, then say your position again.")


class NotAnObjection(DomainError):
    code = "not_an_objection"
    message = _("Only objections and reservations are answered.")


class ObjectionsUnanswered(DomainError):
    code = "objections_unanswered"
    message = _("%(count)s objections have no answer yet: nothing is adopted over an objection nobody answered.")


class ReservationsStand(DomainError):
    code = "reservations_stand"
    message = _("Reservations or objections stand on this version: it can be adopted with reservations.")


class NobodySpoke(DomainError):
    code = "nobody_spoke"
    message = _("Nobody has said a position on this version yet.")


class ClosingWordsMissing(DomainError):
    code, http_status = "closing_words_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Say why the text is not adopted, and what happens next.")
