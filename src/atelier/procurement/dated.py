"""Amounts and delays that change with time: what holds on a day is read, never written in the code."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.procurement.enums import DatedName
from atelier.procurement.models import DatedValue


class NoValueYet(DomainError):
    """Nobody said what holds on that day."""

    code = "no_value_yet"
    message = _("“%(name)s” has no value on %(day)s. The national team sets it on the page of dated values.")


def value_on(name: DatedName, day: date | None = None) -> Decimal:
    """The youngest value that holds on the day (today). Raises NoValueYet."""
    day = day or timezone.localdate()
    row = DatedValue.objects.filter(name=name, valid_from__lte=day).order_by("-valid_from", "-id").first()
    if row is None:
        raise NoValueYet(name=DatedName(name).label, day=day.isoformat())
    value: Decimal = row.value
    return value


@transaction.atomic
def set_value(name: DatedName, value: Decimal, *, valid_from: date, source: str, by: Author) -> DatedValue:
    """From this day on; earlier values stay, for what was done under them."""
    row = DatedValue(name=name, value=value, valid_from=valid_from, source=source)
    row.full_clean()
    row.save()
    record("dated_value.set", row, by=by, name=str(name), value=str(value), valid_from=valid_from.isoformat())
    return row
