"""Questions asked at every join and every page: Django writes their SQL once, then only the values change.

Writing a query takes Django ten times as long as SQLite takes to answer it: two hundred people who come at once ask
sixteen hundred. The answer is the same as the queryset's, models with what `select_related` brings.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Answer = TypeVar("Answer", bound=Model)
MARKERS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 1_999_999_900 + number,
    str: lambda number: f"marker {number} of a question",
    UUID: lambda number: UUID(int=(1 << 127) + number),
    dt.datetime: lambda number: dt.datetime(1901, 1, 1, 0, number, tzinfo=dt.UTC),
}


class Asked(Generic[Answer]):
    """`write` makes the queryset from values of these kinds (int, str, UUID, datetime), used as they are in it."""

    def __init__(self, write: Callable[..., QuerySet[Answer]], *kinds: type) -> None:
        self._write, self._kinds = write, kinds
        self._written = threading.local()  # a connection belongs to its thread

    def first(self, *values: Any) -> Answer | None:
        """The first row, or None."""
        database = connections[DEFAULT_DB_ALIAS]
        plan: _Plan | None = getattr(self._written, "plan", None)
        if plan is None or plan.database is not database:
            self._written.plan = plan = self._plan(database)
        answer: Answer | None = plan.first(values)
        return answer

    def _plan(self, database: BaseDatabaseWrapper) -> _Plan:
        markers = [MARKERS[kind](number) for number, kind in enumerate(self._kinds)]
        query = self._write(*markers)[:1].query
        compiler: Any = query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        marked = [_adapted(marker, database) for marker in markers]
        places = [marked.index(one) if one in marked else None for one in parameters]
        if {place for place in places if place is not None} != set(range(len(markers))):
            raise ValueError(f"a value is not used as it is: {sql}")
        return _Plan(database, str(sql), parameters, places, _Reading.of(compiler))


@dataclass(frozen=True)
class _Plan:
    """A written query; `places`: for each parameter which value it is, None for one that never changes."""

    database: BaseDatabaseWrapper
    sql: str
    parameters: Sequence[Any]
    places: Sequence[int | None]
    reading: _Reading

    def first(self, values: Sequence[Any]) -> Any:
        given = [_adapted(value, self.database) for value in values]
        pairs = zip(self.parameters, self.places, strict=True)
        with self.database.cursor() as cursor:
            cursor.execute(self.sql, [fixed if place is None else given[place] for fixed, place in pairs])
            rows = cursor.fetchall()
        return self.reading.model(rows) if rows else None


@dataclass(frozen=True)
class _Reading:
    """How Django's compiler makes a model of a row: what its `ModelIterable` does, worked out once."""

    compiler: Any
    converters: Any
    model_class: type[Model]
    columns: slice
    names: Sequence[str]
    populators: Sequence[Any]

    @classmethod
    def of(cls, compiler: Any) -> _Reading:
        select, info = compiler.select, compiler.klass_info
        columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        populators_of: Any = get_related_populators  # the types we have are of a later Django
        return cls(
            compiler=compiler,
            converters=compiler.get_converters([expression for expression, *_ in select]),
            model_class=info["model"],
            columns=columns,
            names=[expression.target.attname for expression, *_ in select[columns]],
            populators=populators_of(info, select, DEFAULT_DB_ALIAS),
        )

    def model(self, rows: Sequence[Any]) -> Model:
        row = next(iter(self.compiler.apply_converters(rows, self.converters))) if self.converters else rows[0]
        made = self.model_class.from_db(DEFAULT_DB_ALIAS, self.names, row[self.columns])
        for populator in self.populators:
            populator.populate(row, made)
        return made


def _adapted(value: Any, database: BaseDatabaseWrapper) -> Any:
    """As the database's driver takes it."""
    if isinstance(value, UUID):
        return value if database.features.has_native_uuid_field else value.hex
    return database.ops.adapt_datetimefield_value(value) if isinstance(value, dt.datetime) else value
