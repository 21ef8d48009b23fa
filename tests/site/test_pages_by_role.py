"""Every page for every role, as docs/reference/pages.md says; a page that is not there fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from atelier.ateliers.models import Seat
from atelier.ateliers.viewer import SEATS_KEY
from atelier.common.audit import System
from atelier.common.models import Job
from atelier.engines.exchange.reading import Reading
from atelier.suitcase.models import Exchange
from atelier.tables.api.collections import collections_of
from atelier.tables.commands import join_table, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.importing.store import Pending
from atelier.tables.models import Table
from atelier.tables.walls import make_wall_key
from tests.docs.pages import page
from tests.factories.ateliers import AccessTokenFactory, MembershipFactory, WorkshopFactory
from tests.factories.people import AccountFactory
from tests.tables.test_entering import stroke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
HOUSE = System()
ROW = re.compile(r"^\| `(GET|POST) ([\w:]+)` \|(.*)\|$", re.MULTILINE)
HEAD = re.compile(r"^\| page \|(.*)\|$", re.MULTILINE)


def columns() -> list[str]:
    return [cell.strip() for cell in HEAD.findall(page("reference/pages.md"))[0].split("|")]


def promises() -> list[tuple[str, str, list[str]]]:
    """(method, page, what each column is promised) of every row."""
    rows = ROW.findall(page("reference/pages.md"))
    return [(method, name, [cell.strip() for cell in cells.split("|")]) for method, name, cells in rows]


def pages(patterns: list[Any], space: str = "", before: tuple[str, ...] = ()) -> Iterator[tuple[str, list[str]]]:
    """Every named address of the house, and the names of what stands in it."""
    for pattern in patterns:
        takes = (*before, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space, takes)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}", list(takes)


PAGES = dict(pages(get_resolver().url_patterns))


@pytest.fixture
def table() -> Table:
    workshop = WorkshopFactory(atelier__slug="ici")
    for ordinal in (1, 2):
        made = set_table(workshop, name=f"Table {ordinal}", by=HOUSE)
        join_table(made, name="Odile", college="inhabitant", by=HOUSE)
    return Table.everywhere.get(workshop=workshop, ordinal=1)


def test_every_page_of_the_house_is_in_the_reference():
    assert {name for _, name, _ in promises()} == set(PAGES) - {"set_language"}


@pytest.mark.parametrize(("method", "name", "promised"), promises(), ids=lambda said: str(said)[:40])
def test_a_page_answers_each_role_as_promised(table, method, name, promised, monkeypatch):
    monkeypatch.setattr("atelier.suitcase.views.room_urls", lambda: [("Wi-Fi", "http://192.0.2.7:8000")])
    found = []
    for role in columns():
        with transaction.atomic():
            found.append(answer_to(ROLES[role](table), method, address_of(name, table)))
            transaction.set_rollback(True)

    assert dict(zip(columns(), found, strict=True)) == dict(zip(columns(), promised, strict=True))


def answer_to(client: Client, method: str, address: str) -> str:
    answer = client.get(address) if method == "GET" else client.post(address)
    for _part in answer if answer.streaming else ():
        pass  # read to its end, so that its file is closed
    if answer.status_code in {401, 403, 404}:
        return str(answer.status_code)
    assert answer.status_code < 400 or answer.status_code in {409, 422}, answer.status_code
    if answer.status_code == 302 and answer.headers["Location"].startswith("/connexion/?next="):
        return "sign in"
    if answer.status_code == 302 and method == "GET":
        return f"to `{resolve(answer.headers['Location']).view_name}`"
    return "yes"


def address_of(name: str, table: Table) -> str:
    """An address of the page that exists, for someone who may see everything."""
    if name in ARGUMENTS:
        return reverse(name, args=ARGUMENTS[name](table))
    given = {"workshop_pk": table.workshop_id, "pk": table.pk, "slug": "ici", "code": table.code}
    return reverse(name, args=[given[parameter] for parameter in PAGES[name]])


def overlay_of(table: Table) -> list[Any]:
    return [table.pk, table.overlays.get(ordinal=1).pk]


def seat_of(table: Table) -> list[Any]:
    return [table.pk, Seat.everywhere.get(sittings__table=table).pk]


def job_of_another(table: Table) -> list[Any]:
    return [Job.objects.create(work="none", title="Export").pk]


def imported(table: Table) -> list[Any]:
    """An import read and waiting for its facilitator."""
    pending = Pending.start(table.pk, [b""])
    pending.keep("haies.geojson", Reading("haies.geojson", "geojson"), b"<svg/>", 0)
    return [table.pk, pending.import_id]


def collection_of(table: Table) -> list[Any]:
    return ["ici", collections_of(table.workshop.atelier)[0].id]


def feature_of(table: Table) -> list[Any]:
    seat = Seat.everywhere.get(sittings__table=table)
    drawn = stroke(table)
    assert enter_operations(table, [drawn], seat=seat) == []
    return [*collection_of(table), str(drawn.object)]


def exchange_of(table: Table) -> list[Any]:
    return ["ici", Exchange.everywhere.create(atelier=table.workshop.atelier, kind="packed", file_uid=uuid4()).pk]


ARGUMENTS: dict[str, Callable[[Table], list[Any]]] = {
    "job": job_of_another,
    "job_news": job_of_another,
    "job_file": job_of_another,
    "job_cancel": job_of_another,
    "territories:style": lambda table: ["dieppe"],
    "territories:site_file": lambda table: ["dieppe", "paper.png"],
    "ateliers:access_revoke": lambda table: ["ici", AccessTokenFactory(atelier=table.workshop.atelier).pk],
    "suitcase:report": exchange_of,
    "suitcase:room_qr": lambda table: ["ici", 0],
    "tables:overlay_lock": overlay_of,
    "tables:seat_give_back": seat_of,
    "tables:seat_remove": seat_of,
    "tables:scribe": seat_of,
    "tables:import_preview": imported,
    "tables:import_picture": imported,
    "tables:import_give_up": imported,
    "tables:export": lambda table: [table.pk, "csv"],
    "tables:ogc_collection": collection_of,
    "tables:ogc_items": collection_of,
    "tables:ogc_item": feature_of,
    "tables:ogc_nothing": lambda table: ["ici", "ailleurs/"],
}


def nobody(table: Table) -> Client:
    return Client()


def seated(which: Callable[[Table], Table]) -> Callable[[Table], Client]:
    def client(table: Table) -> Client:
        seat = Seat.everywhere.get(sittings__table=which(table))
        return holding(SEATS_KEY, seat.workshop_id, seat.pk)

    return client


def holding(key: str, workshop_id: int, pk: int) -> Client:
    client = Client()
    session = client.session
    session[key] = {str(workshop_id): pk}
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def elsewhere(table: Table) -> Table:
    other = set_table(WorkshopFactory(), name="Ailleurs", by=HOUSE)
    join_table(other, name="Rémi", college="elected", by=HOUSE)
    return other


def wall(table: Table) -> Client:
    client = Client()
    client.post(reverse("tables:wall_open"), {"code": make_wall_key(table.workshop, by=HOUSE)})
    return client


def member(role: str) -> Callable[[Table], Client]:
    return lambda table: signed_in(MembershipFactory(atelier=table.workshop.atelier, role=role).account)


def signed_in(account: Any) -> Client:
    client = Client()
    client.force_login(account)
    return client


ROLES: dict[str, Callable[[Table], Client]] = {
    "visitor": nobody,
    "seat elsewhere": seated(elsewhere),
    "seat at another table": seated(lambda table: Table.everywhere.get(workshop=table.workshop, ordinal=2)),
    "seat": seated(lambda table: table),
    "wall": wall,
    "keeper elsewhere": lambda table: signed_in(MembershipFactory(role="facilitator").account),
    "observer": member("observer"),
    "scribe": member("scribe"),
    "facilitator": member("facilitator"),
    "lead": member("lead"),
    "administrator": lambda table: signed_in(AccountFactory(is_administrator=True)),
}
