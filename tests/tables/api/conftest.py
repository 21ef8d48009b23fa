"""A table with something of each kind on it, and a program that reads it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.factories.ateliers import AccessTokenFactory
from tests.tables.test_entering import LINE, enter, stroke

SECRET = "atelier_un-secret"
SQUARE = [10_775_000, 499_230_000, 9_000, 0, 0, 9_000, -9_000, 0]


@pytest.fixture
def drawn(sitting):
    """A stroke, an area, a dot and a note without a place, at the hours of their objects."""
    table = sitting.table
    enter(
        sitting,
        stroke(table, text="Le chemin"),
        stroke(table, shape="area", trace=SQUARE),
        stroke(table, shape="mark", trace=LINE[:2]),
        stroke(table, shape="note", trace=[], text="Partout"),
    )
    return sitting


@pytest.fixture
def program(client, drawn):
    """`get("items", "traits", limit=1)` with a token of the atelier, and what is around."""
    atelier = drawn.table.workshop.atelier
    token = AccessTokenFactory(atelier=atelier, secret=SECRET)

    def get(path="", headers=None, **query):
        bearer = {"Authorization": f"Bearer {SECRET}", "Accept": "*/*"}
        return client.get(f"/ogc/{atelier.slug}/{path}", query, headers=bearer if headers is None else headers)

    def items(family="traits", **query):
        return get(f"collections/{drawn.table.code}-{family}/items", **query)

    return SimpleNamespace(get=get, items=items, atelier=atelier, token=token, table=drawn.table, seat=drawn.seat)
