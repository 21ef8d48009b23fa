"""What the board refuses, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class NoColumn(DomainError):
    code = "no_column"
    message = _("A board shows at least one column. Choose one.")


class BoardEmpty(DomainError):
    code = "board_empty"
    message = _("There is no card on this board yet: there is nothing to sign.")


class AlreadySigned(DomainError):
    code = "already_signed"
    message = _("%(name)s has signed this version already. Two people of one name? Add an initial.")


class CardNotOnSheet(DomainError):
    code = "card_not_on_sheet"
    message = _("This card is not on this version. Choose one that is printed on it.")


class ObjectionAnswered(DomainError):
    code = "objection_answered"
    message = _("This objection has its answer already: read it. Someone who still objects writes another.")


class NoSeatOfScribe(DomainError):
    code, http_status = "no_seat_of_scribe", HTTPStatus.NOT_FOUND
    message = _("This screen holds no scribe's seat. Sit at a table, and ask the facilitator to name you scribe.")
