"""Who may do what to accounts, organisations and letters (docs/reference/permissions.md)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import NotForYou
from atelier.people.mandates import is_national
from atelier.people.models import Account

Rule = Callable[[Account | None], bool]


def is_administrator(account: Account | None) -> bool:
    return account is not None and account.is_active and account.is_administrator


PEOPLE_RULES: dict[str, Rule] = {"register": is_national, "post": is_administrator}
WHO = {"register": _("the national team, the administrators"), "post": _("the administrators")}


def require(request: HttpRequest, ability: str) -> Account:
    """The account that asks, if it has the ability. Raises NotForYou."""
    account = request.user if isinstance(request.user, Account) else None
    if account is None or not PEOPLE_RULES[ability](account):
        raise NotForYou(who=WHO[ability])
    return account
