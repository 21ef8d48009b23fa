"""Who keeps the public face of the programme (docs/reference/permissions.md)."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import NotForYou
from atelier.people.mandates import is_national
from atelier.people.models import Account


class NotNational(NotForYou):
    """An account, but not of the national team."""

    code = "not_national"
    message = _("Only the national team does this. Ask an administrator if you belong to it.")


def can_keep(account: Account | AnonymousUser) -> bool:
    """Sessions, catalogue, chronicle and library are the national team's to keep."""
    return isinstance(account, Account) and is_national(account)


def require_keeping(account: Account | AnonymousUser) -> Account:
    """The account, of the national team. Raises NotNational."""
    if not isinstance(account, Account) or not can_keep(account):
        raise NotNational
    return account


PROGRAMME_RULES = {"keep": can_keep}
