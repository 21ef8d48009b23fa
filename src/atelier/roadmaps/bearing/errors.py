"""What is refused of those who carry an action, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class SideTaken(DomainError):
    code = "side_taken"
    message = _("%(name)s already carries this side of %(action)s. Say that they left before naming another.")


class SameBearer(DomainError):
    code = "same_bearer"
    message = _("The same person cannot carry both sides: one bearer is elected, the other of the State.")


class WrongSide(DomainError):
    code = "wrong_side"
    message = _("%(name)s takes part in this atelier on the other side. Name somebody of this side.")


class NotThemselves(DomainError):
    """Nobody confirms in another's place, not even a keeper or an administrator."""

    code, http_status = "not_themselves", HTTPStatus.FORBIDDEN
    message = _("Only %(name)s can say this, signed in or with their personal link. You can send them the link.")


class BearerLeft(DomainError):
    code = "bearer_left"
    message = _("%(name)s carries this action no more: somebody else is to be named and asked.")


class NoAddress(DomainError):
    code, http_status = "no_address", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("%(name)s has no e-mail address here: no link can be sent. Name them again with an address.")


class ActionMoved(DomainError):
    code = "action_moved"
    message = _("Action %(action)s was changed while you were reading it. Read it again below before you confirm.")
