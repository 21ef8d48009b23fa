"""Writes on accounts, organisations and mandates."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.people.models import Account, Mandate, Organisation


class AccountClosed(DomainError):
    code = "account_closed"
    message = _("The account of %(email)s is closed. Ask an administrator to open it again.")


@transaction.atomic
def create_account(email: str, *, name: str, password: str | None, by: Author) -> Account:
    """A new account; without a password it cannot sign in yet."""
    account = Account(email=email.strip().lower(), name=name)
    account.set_password(password)
    account.full_clean(exclude=["password"])
    account.save()
    record("account.created", account, by=by)
    return account


@transaction.atomic
def invite_account(
    email: str, *, name: str = "", reason: str, base_url: str, by: Author, next_url: str = ""
) -> Account:
    """The account with this address, made if there is none, and a letter with a link that opens it.

    `reason`: what they are invited to, in the language of the house.
    """
    from atelier.people.signing.links import send_link
    from atelier.people.signing.models import LinkKind

    wanted = email.strip().lower()
    account: Account | None = Account.objects.filter(email=wanted).first()
    if account is None:
        account = create_account(wanted, name=name.strip() or wanted.split("@")[0], password=None, by=by)
    if not account.is_active:
        raise AccountClosed(email=wanted)
    send_link(account, base_url=base_url, by=by, kind=LinkKind.INVITATION, next_url=next_url, reason=reason)
    return account


@transaction.atomic
def rename_account(account: Account, name: str) -> None:
    account.name = name.strip()
    account.save(update_fields=["name"])
    record("account.renamed", account, by=account)


@transaction.atomic
def set_password(account: Account, password: str) -> None:
    """Another password; sessions opened with the former one are over."""
    account.set_password(password)
    account.save(update_fields=["password"])
    record("account.password_set", account, by=account)


@transaction.atomic
def end_other_sessions(account: Account) -> None:
    """Every session of the account is over; the view keeps the one that asked."""
    account.sessions_epoch += 1
    account.save(update_fields=["sessions_epoch"])
    record("account.signed_out_everywhere", account, by=account)


@transaction.atomic
def create_organisation(kind: str, name: str, *, territory: str = "", email: str = "", by: Author) -> Organisation:
    """A new organisation; the one that is there when kind, name and territory are the same."""
    found: Organisation | None = Organisation.objects.filter(kind=kind, name=name.strip(), territory=territory).first()
    if found:
        return found
    organisation = Organisation(kind=kind, name=name.strip(), territory=territory, email=email.strip().lower())
    organisation.full_clean()
    organisation.save()
    record("organisation.created", organisation, by=by)
    return organisation


@transaction.atomic
def give_mandate(account: Account, organisation: Organisation, *, function: str = "", by: Author) -> Mandate:
    """From today the account speaks for the organisation; a mandate that already holds is kept as it is."""
    mandate: Mandate
    mandate, created = Mandate.objects.get_or_create(
        account=account, organisation=organisation, until=None, defaults={"function": function}
    )
    if created:
        record("mandate.given", mandate, by=by, function=function)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, by: Author) -> None:
    """No longer from now on; a mandate given today is as if it had not been."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    record("mandate.ended", mandate, by=by)
    if mandate.since > yesterday:
        mandate.delete()
        return
    mandate.until = yesterday
    mandate.save(update_fields=["until"])
