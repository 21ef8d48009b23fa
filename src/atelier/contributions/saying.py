"""`text__says="falaise"`: rows whose text says these words, whatever its accents and its capitals.

The words are small letters without accents, as `plain` gives them. PostgreSQL has regular expressions; SQLite's are
Python's, a call for each row, so that GLOB looks first.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Lookup
from django.db.models.sql.compiler import SQLCompiler

from atelier.engines.lists.headings import as_glob, as_written

Sql = tuple[str, Any]


@Field.register_lookup
class Says(Lookup[bool]):
    lookup_name = "says"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        text, values = self.process_lhs(compiler, connection)
        return f"{text} ~ %s", [*values, as_written(self.rhs)]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> Sql:
        text, values = self.process_lhs(compiler, connection)
        globbed = f"{text} GLOB %s", [*values, as_glob(self.rhs)]
        if " " not in self.rhs and "oe" not in self.rhs:
            return globbed
        return f"({globbed[0]} AND {text} REGEXP %s)", [*globbed[1], *values, as_written(self.rhs)]
