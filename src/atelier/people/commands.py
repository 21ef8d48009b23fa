"""Writes on accounts, organisations and mandates."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import Author, record
from atelier.people.models import Account, Mandate, Organisation


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
