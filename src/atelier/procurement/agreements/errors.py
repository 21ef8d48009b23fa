"""What framework agreements refuse."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class CeilingReached(DomainError):
    """Nothing is ordered: not even in part."""

    code = "ceiling_reached"
    message = _(
        "The ceiling of “%(agreement)s” is %(ceiling)s excl. tax; %(used)s is already committed. %(asked)s more would "
        "go beyond it: %(left)s is left. Reduce the order, or ask the national team."
    )


class AgreementOver(DomainError):
    code = "agreement_over"
    message = _("“%(agreement)s” holds from %(starts)s to %(ends)s: nothing can be ordered under it today.")


class WrongMode(DomainError):
    code = "wrong_mode"
    message = _("“%(agreement)s” is not used this way: %(mode)s.")


class NothingOrdered(DomainError):
    code, http_status = "nothing_ordered", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Give a quantity to at least one line.")


class CannotCancel(DomainError):
    code = "cannot_cancel"
    message = _("This order was cancelled already.")
