"""What the wall's page says to its island (WallProps in frontend/src/islands/wall/props.ts); the same in words."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from atelier.ateliers.models import Workshop
from atelier.common.geometry import Bounds
from atelier.common.templatetags.shell import links_to_build
from atelier.contributions.models import Contribution
from atelier.contributions.queries import bounds_of_table, contributions_of_table
from atelier.people.enums import COLLEGE_COLORS, College
from atelier.tables.links import spaced
from atelier.tables.models import Table
from atelier.tables.queries import tables_in
from atelier.tables.rules import TableAccess
from atelier.tables.screen import colleges_of, session_of, widened
from atelier.territories.sites import site

LAST_IDEAS = 20


def wall_props(request: HttpRequest, workshop: Workshop, *, shows_names: bool) -> dict[str, Any]:
    """Plain values for json_script."""
    tables = tables_in(workshop)
    return {
        "atelier": workshop.atelier.title,
        "workshop": workshop.title,
        "showsNames": shows_names,
        "tables": [_table(table) for table in tables],
        "colleges": colleges_of(),
        "map": _map(workshop, tables),
        "enterUrl": f"{request.get_host()}{reverse('tables:enter')}",
        "version": wall_version(workshop),
        "versionUrl": reverse("tables:wall_version", args=[workshop.pk]),
    }


def wall_version(workshop: Workshop) -> str:
    """Changes with the front end, the tables of the workshop and their histories: walls then load their page again."""
    parts = [
        str(links_to_build(has_inside=False)),
        *(f"{table.pk} {table.epoch} {table.code}" for table in tables_in(workshop)),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def wall_summary(workshop: Workshop, *, shows_names: bool) -> dict[str, Any]:
    """The wall in words: things by college, the last ideas, how many people have a seat."""
    things: Counter[str] = Counter()
    ideas: list[Contribution] = []
    for table in tables_in(workshop):
        drawn = contributions_of_table(workshop.atelier_id, str(table.pk))
        things.update(drawn.order_by().values_list("college", flat=True))
        ideas += drawn.exclude(text="").order_by("-said_at")[:LAST_IDEAS]
    ideas.sort(key=lambda idea: idea.said_at, reverse=True)
    rows = [(college.label, COLLEGE_COLORS[college], things[college.value]) for college in College]
    return {
        "colleges": [row for row in rows if row[2]],
        "ideas": ideas[:LAST_IDEAS],
        "thing_count": things.total(),
        "shows_names": shows_names,
    }


def _table(table: Table) -> dict[str, Any]:
    """Whoever looks, a wall only looks: seat 0, kept apart from the tables' own screens."""
    session = session_of(TableAccess(table, None, frozenset({"see"})))
    return {
        "session": {**session, "storageKey": f"{table.pk}:wall"},
        "join": {"code": spaced(table.code), "qrUrl": reverse("tables:qr", args=[table.code])},
    }


def _map(workshop: Workshop, tables: list[Table]) -> dict[str, Any]:
    """The map opens where the tables have drawn, on the whole site when they have not."""
    place = site(workshop.atelier.site)
    drawn = [bounds for table in tables if (bounds := bounds_of_table(workshop.atelier_id, str(table.pk)))]
    bounds = widened(_around(drawn)) if drawn else place.bounds
    return {"style": place.style_url, "bounds": list(bounds), "maxBounds": list(place.max_bounds)}


def _around(boxes: list[Bounds]) -> Bounds:
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
