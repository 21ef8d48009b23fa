"""Writes on accounts."""

from __future__ import annotations

from django.db import transaction

from atelier.common.audit import Author, record
from atelier.people.models import Account


@transaction.atomic
def create_account(email: str, *, name: str, password: str | None, by: Author) -> Account:
    """A new account; without a password it cannot sign in yet."""
    account = Account(email=email.strip().lower(), name=name)
    account.set_password(password)
    account.full_clean(exclude=["password"])
    account.save()
    record("account.created", account, by=by)
    return account
