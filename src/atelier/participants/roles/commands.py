"""Roles in an atelier, given with a letter and ended."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from atelier.ateliers.commands import give_role
from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier, Membership
from atelier.common.audit import Author
from atelier.common.errors import DomainError
from atelier.people.commands import invite_account
from atelier.people.models import Account


class RoleAboveYours(DomainError):
    code, http_status = "role_above_yours", HTTPStatus.FORBIDDEN
    message = gettext_lazy(
        "The contracting authority and the State services are named by the contracting authority or the national team."
    )


@transaction.atomic
def invite_to_role(atelier: Atelier, email: str, *, name: str, role: Role, base_url: str, by: Author) -> Membership:
    """Give a role to whoever has this address; an account is made if there is none, and a letter opens it.

    Another role for somebody who has one: no letter. Raises LastKeeper, LastLead.
    """
    known = membership_at(atelier, email)
    if known:
        return give_role(atelier, known.account, role=role, by=by)
    with translation.override(settings.LANGUAGE_CODE):
        words = {"atelier": atelier.title, "role": str(role.label).lower()}
        reason = _("the atelier “%(atelier)s”, as %(role)s") % words
    next_url = reverse("ateliers:detail", args=[atelier.slug])
    invited = invite_account(email, name=name, reason=reason, base_url=base_url, next_url=next_url, by=by)
    return give_role(atelier, invited, role=role, by=by)


def membership_at(atelier: Atelier, email: str) -> Membership | None:
    """The role that whoever has this address holds in the atelier."""
    account: Account | None = Account.objects.filter(email=email.strip().lower()).first()
    if account is None:
        return None
    found: Membership | None = Membership.objects.of(atelier).select_related("account").filter(account=account).first()
    return found
