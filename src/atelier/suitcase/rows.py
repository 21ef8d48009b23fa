"""A row as it travels: its properties in plain JSON, references by name."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BinaryField, CharField, Field, ForeignKey, JSONField, Model, QuerySet, TextField

from atelier.ateliers.models import Atelier
from atelier.common.carrying import Kept, kept
from atelier.people.models import Account
from atelier.suitcase.names import Names, key_of
from atelier.tables.packing import OPERATION_REFERENCES

ACCOUNT = Account._meta.label_lower
AnyField = Field[Any, Any]


class NameUnknown(LookupError):
    """A reference to a row that is not here, or not yet."""


def rows_of(one: Kept, atelier: Atelier) -> QuerySet[Any]:
    """The rows of a kept model that belong to an atelier, oldest first."""
    objects: Any = one.model._default_manager if one.model is Atelier else one.model.objects  # type: ignore[attr-defined]
    rows: QuerySet[Any] = objects.filter(pk=atelier.pk) if one.model is Atelier else objects.of(atelier)
    return rows.order_by("pk")


def carried_fields(model: type[Model], left_out: Mapping[str, Any]) -> list[AnyField]:
    """Every column but the key and those left out."""
    return [one for one in model._meta.concrete_fields if not one.primary_key and one.name not in left_out]


def fields_of(one: Kept) -> list[AnyField]:
    """The properties that are merged."""
    return carried_fields(one.model, {**one.left_out, **one.local})


def portable(one: Kept, row: Model, names: Names) -> dict[str, Any]:
    """The row's properties in plain JSON."""
    return {field.name: said(one, field, row, names) for field in fields_of(one)}


def said(one: Kept, field: AnyField, row: Model, names: Names) -> Any:
    """One property in plain JSON: a reference by name, an account by its address."""
    value = getattr(row, field.attname)
    if value is None:
        return None
    if isinstance(field, ForeignKey):
        return name_of(field, row, names)
    if field.name in one.holds_operations:
        return named_operation(msgspec.json.decode(bytes(value)), names)
    return plain(value)


def plain(value: Any) -> Any:
    """What Django's serialisers would write, and every microsecond of an hour."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def name_of(field: ForeignKey[Any, Any], row: Model, names: Names) -> str:
    kind = field.related_model._meta.label_lower
    if kind == ACCOUNT:
        return str(getattr(row, field.name).email)
    return str(names.uid_of(kind, getattr(row, field.attname)))


def understood(one: Kept, field: AnyField, value: Any, names: Names) -> Any:
    """What `said` wrote, as this machine has it. Raises NameUnknown, ValidationError."""
    if value is None:
        return None
    if isinstance(field, ForeignKey):
        return row_named(field, value, names)
    if field.name in one.holds_operations:
        return msgspec.json.encode(operation_here(value, names))
    if isinstance(field, CharField | TextField) and not isinstance(value, str):
        raise ValidationError(f"{field.name} is words")
    return field.to_python(value) if not isinstance(field, JSONField) else value


def row_named(field: ForeignKey[Any, Any], value: Any, names: Names) -> Any:
    """The key here of what a reference names; None for an account that is not here."""
    related = field.related_model
    if related is Account:
        return Account.objects.filter(email=str(value).lower()).values_list("pk", flat=True).first()
    row = names.row_of(related._meta.label_lower, uuid_in(value))
    if row is None:
        raise NameUnknown(value)
    return key_of(related, row)


def named_operation(operation: dict[str, Any], names: Names) -> dict[str, Any]:
    """A table's operation with names for numbers; 0 and nothing stay as they are."""
    return _operation(operation, lambda kind, number: str(names.uid_of(kind, number)))


def operation_here(operation: dict[str, Any], names: Names) -> dict[str, Any]:
    """The operation with this machine's numbers. Raises NameUnknown."""

    def number(kind: str, uid: Any) -> int:
        row = names.row_of(kind, uuid_in(uid))
        if row is None:
            raise NameUnknown(uid)
        return int(row)

    return _operation(operation, number)


def _operation(operation: dict[str, Any], turn: Callable[[str, Any], Any]) -> dict[str, Any]:
    turned = {key: turn(kind, operation[key]) for key, kind in OPERATION_REFERENCES.items() if operation.get(key)}
    return {**operation, **turned}


def clean(row: Model) -> None:
    """What the columns take, references apart: they were just resolved. Raises ValidationError.

    An empty value is the model's own affair: `blank` speaks of forms.
    """
    passed = [
        one.name
        for one in row._meta.concrete_fields
        if one.primary_key or one.is_relation or getattr(row, one.attname) in one.empty_values
    ]
    row.clean_fields(exclude=passed)


def uuid_in(value: Any) -> UUID:
    """Raises ValidationError when it is none."""
    try:
        return UUID(str(value))
    except ValueError:
        raise ValidationError(f"{value!r} is no name") from None


def check_declarations() -> list[str]:
    """What a declaration forgot: references to rows that do not travel, bytes nobody can read. Sentences."""
    wrong = []
    for one in kept().values():
        for field in fields_of(one):
            place = f"{one.kind}.{field.name}"
            if isinstance(field, ForeignKey):
                target = field.related_model._meta.label_lower
                if target not in kept() and target != ACCOUNT:
                    wrong.append(f"{place} refers to {target}, which does not travel: leave it out, or declare it")
            elif isinstance(field, BinaryField) and field.name not in one.holds_operations:
                wrong.append(f"{place} is bytes: leave it out, or say that it holds operations")
    return wrong
