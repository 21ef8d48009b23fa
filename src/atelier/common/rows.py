"""Many rows at once: made ready outside a transaction, so that inside it only the database works.

`bulk_create` builds a statement of a thousand parameters for every few rows while the transaction waits; this gives
the driver one statement and a list (`executemany`), four times faster. No signal is sent and no key comes back: for
tables whose rows come whole, with their identifiers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.constants import OnConflict

PLAIN = {str, int, float, type(None)}


@dataclass(frozen=True)
class ReadyRows:
    """A statement, and the values of each row as the driver takes them."""

    statement: str
    columns: Sequence[str]
    values: list[list[Any]]

    def insert(self) -> None:
        if self.values:
            with connection.cursor() as cursor:
                cursor.executemany(self.statement, self.values)

    def set(self, column: str, values: Iterable[Any]) -> None:
        """Another value of one column for each row: what is known only once the transaction has begun."""
        place = self.columns.index(column)
        for row, value in zip(self.values, values, strict=True):
            row[place] = value


def ready_rows(model: type[models.Model], objects: Iterable[models.Model], *, update: Sequence[str] = ()) -> ReadyRows:
    """Rows of `model`, a number the database gives left out. `update`: what to change where the key is taken.

    Values are of the Python type of their field (a UUID is no text).
    """
    named = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    database = connections[DEFAULT_DB_ALIAS]
    columns = [(field.attname, _adapter(field, database)) for field in named]
    values = [[adapt(getattr(one, name)) for name, adapt in columns] for one in objects]
    return ReadyRows(_statement(model, named, update), [field.attname for field in named], values)


def _adapter(field: models.Field[Any, Any], database: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    """What the driver takes for a value of this field; texts and numbers go as they are."""
    if isinstance(field, models.JSONField):
        return lambda value: field.get_db_prep_save(value, database)

    def adapt(value: Any) -> Any:
        return value if type(value) in PLAIN else field.get_db_prep_save(value, database)

    return adapt


def _statement(model: type[models.Model], named: Sequence[models.Field[Any, Any]], update: Sequence[str]) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in named)
    marks = ", ".join(["%s"] * len(named))
    changed = [str(model._meta.get_field(name).column) for name in update]  # type: ignore[union-attr]
    key = [str(model._meta.pk.column)]
    otherwise = connection.ops.on_conflict_suffix_sql(named, OnConflict.UPDATE, changed, key) if update else ""
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks}) {otherwise}"  # noqa: S608
