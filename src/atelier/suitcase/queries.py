"""Reads on suitcases."""

from __future__ import annotations

from django.db.models import QuerySet

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.people.models import Account
from atelier.suitcase.models import AtelierCopy, Exchange


def exchanges_of(atelier: Atelier) -> QuerySet[Exchange]:
    """What left and arrived, the last first."""
    return Exchange.objects.of(atelier)


def exchange_of(atelier: Atelier, pk: int) -> Exchange:
    exchange = exchanges_of(atelier).filter(pk=pk).first()
    if exchange is None:
        raise NotSeen
    return exchange


def is_away(atelier: Atelier) -> bool:
    """Whether this machine has a copy of an atelier whose home is elsewhere."""
    copy = AtelierCopy.objects.of(atelier).first()
    return copy is not None and not copy.is_home


def author_name(author_ref: str) -> str:
    """The account behind an author; "" for the command line."""
    kind, _, number = author_ref.partition(":")
    if kind != "account" or not number.isdigit():
        return ""
    return Account.objects.filter(pk=number).values_list("name", flat=True).first() or ""
