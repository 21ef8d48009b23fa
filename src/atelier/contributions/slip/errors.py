"""What is refused to the holder of a slip, or to who answers them, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class SlipUnknown(DomainError):
    code, http_status = "slip_unknown", HTTPStatus.NOT_FOUND
    message = _("No slip has this code. Read it again: ten letters and figures, no spaces needed.")


class AlreadyAsked(DomainError):
    code = "already_asked"
    message = _("You already asked this; the answer will be on your slip.")


class StillYours(DomainError):
    code = "still_yours"
    message = _("Card %(card)s is still yours alone: withdraw it yourself, it leaves at once.")


class AnswerMissing(DomainError):
    code = "answer_missing"
    message = _("Say what was done, or why not: who asked will read it.")


class AlreadyAnswered(DomainError):
    code = "already_answered"
    message = _("This request was answered meanwhile.")
