"""Every page for every role, as docs/reference/pages.md says; a page that is not there fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from PIL import Image

from atelier.ateliers.models import Seat
from atelier.ateliers.viewer import SEATS_KEY
from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import JPEG, PDF
from atelier.common.models import Job, Letter, StoredFile
from atelier.engines.exchange.reading import Reading
from atelier.engines.lists.reading import People
from atelier.participants.importing.store import PendingList
from atelier.participants.importing.store import Preview as ListPreview
from atelier.participants.models import Gathering, SeatingTable
from atelier.people.signing.links import send_link
from atelier.suitcase.models import Exchange
from atelier.tables.api.collections import collections_of
from atelier.tables.commands import join_table, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.importing.store import Pending
from atelier.tables.models import Table
from atelier.tables.walls import make_wall_key
from tests.factories.ateliers import AccessTokenFactory, MembershipFactory, WorkshopFactory
from tests.factories.contributions import CardFactory
from tests.factories.participants import ContactFactory, GatheringFactory, InvitationFactory
from tests.factories.people import AccountFactory, MandateFactory, OrganisationFactory
from tests.factories.programme import EntryFactory, PublicationFactory, SessionFactory
from tests.factories.reliefs import ReliefFactory, ReliefFileFactory
from tests.factories.sheets import MarkFactory, PhotoDoorFactory, PhotoFactory, ReadingFactory, SheetFactory, white_pdf
from tests.site.agreement_addresses import OF_AGREEMENT
from tests.site.answers import answer_to
from tests.site.board_addresses import board_pages
from tests.site.gathered_addresses import gathering_pages
from tests.site.means_addresses import OF_THE_MEANS
from tests.site.promises import asked_here, promises, promises_among
from tests.site.roadmap_addresses import OF_THE_ROADMAP
from tests.site.shaping_addresses import OF_SHAPING
from tests.site.year_addresses import OF_THE_YEAR, give_year
from tests.tables.test_entering import stroke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_ground")]
HOUSE = System()
OURS = (
    "visitor", "seat elsewhere", "seat at another table", "seat", "wall", "keeper elsewhere", "observer", "scribe",
    "facilitator", "lead", "administrator", "State service associated", "elected", "team", "DDT of the department",
    "DDT elsewhere", "national team",
)  # fmt: skip


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
    workshop = WorkshopFactory(atelier__slug="ici", held_on="2026-11-24")
    give_year(workshop)
    for ordinal in (1, 2):
        made = set_table(workshop, name=f"Table {ordinal}", by=HOUSE)
        join_table(made, name="Odile", college="inhabitant", by=HOUSE)
    return Table.everywhere.get(workshop=workshop, ordinal=1)


def test_every_page_of_the_house_is_in_the_reference():
    assert {name for _, name, _ in promises()} == set(PAGES) - {"set_language"}


@pytest.mark.parametrize(
    ("method", "name", "promised"), promises_among(OURS), ids=lambda said: said if isinstance(said, str) else ""
)
def test_a_page_answers_each_role_as_promised(table, method, name, promised, monkeypatch):
    monkeypatch.setattr("atelier.suitcase.views.room_urls", lambda: [("Wi-Fi", "http://192.0.2.7:8000")])
    found, address = {}, address_of(name, table)
    asked = asked_here(promised)
    for role in asked:
        with transaction.atomic():
            found[role] = answer_to(ROLES[role](table), method, address)
            transaction.set_rollback(True)

    assert found == asked


def address_of(name: str, table: Table) -> str:
    """An address of the page that exists, for someone who may see everything."""
    if name in ARGUMENTS:
        return reverse(name, args=ARGUMENTS[name](table))
    if name in OF_SHAPING:
        return reverse(name, args=OF_SHAPING[name](table.workshop.atelier))
    if name in OF_THE_MEANS:
        return reverse(name, args=OF_THE_MEANS[name](table))
    if name in OF_THE_ROADMAP:
        return reverse(name, args=OF_THE_ROADMAP[name](table.workshop.atelier))
    if name in OF_THE_YEAR:
        return reverse(name, kwargs=OF_THE_YEAR[name](table.workshop))
    if name in OF_AGREEMENT:
        return reverse(name, kwargs=OF_AGREEMENT[name](table.workshop))
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


def publication_of(table: Table) -> list[Any]:
    (settings.VAR_DIR / "library").mkdir(exist_ok=True)
    (settings.VAR_DIR / "library" / "livret.pdf").write_bytes(b"%PDF-1.7")
    return [PublicationFactory(file="livret.pdf").slug]


def exchange_of(table: Table) -> list[Any]:
    return ["ici", Exchange.everywhere.create(atelier=table.workshop.atelier, kind="packed", file_uid=uuid4()).pk]


def door_of(table: Table) -> list[Any]:
    return [PhotoDoorFactory(workshop=table.workshop, code="ACDEFGHJ").code]


def sheet_of(table: Table) -> list[Any]:
    pdf = keep_bytes(white_pdf(), name="feuille.pdf", kind=PDF, by=HOUSE)
    return [SheetFactory(workshop=table.workshop, pdf=pdf).pk]


def reading_of(table: Table) -> list[Any]:
    return [ReadingFactory(photo__workshop=table.workshop, page=white_page()).pk]


def mark_of(table: Table) -> list[Any]:
    reading = ReadingFactory(photo__workshop=table.workshop, page=white_page())
    return [reading.pk, MarkFactory(reading=reading, kind="words", path=[[30, 30], [60, 40]]).pk]


def white_page() -> StoredFile:
    made = BytesIO()
    Image.new("RGB", (420, 297), "white").save(made, "JPEG")
    return keep_bytes(made.getvalue(), name="page.jpg", kind=JPEG, by=HOUSE)


def relief_of(table: Table) -> list[Any]:
    return ["ici", ReliefFactory(atelier=table.workshop.atelier).pk]


def relief_file_of(table: Table) -> list[Any]:
    one = ReliefFileFactory(
        relief__atelier=table.workshop.atelier,
        file=keep_bytes(b"<svg/>", name="bloc.svg", kind="image/svg+xml", by=HOUSE),
    )
    return ["ici", one.relief_id, one.ordinal]


def link_of(table: Table) -> list[Any]:
    """A link that still opens the account of nobody asked about here."""
    send_link(AccountFactory(), base_url="http://testserver/", by=HOUSE)
    found = re.search(r"/lien/([^/]+)/", Letter.objects.latest("created_at").text)
    assert found
    return [found[1]]


def mandate_of(table: Table) -> list[Any]:
    mandate = MandateFactory()
    return [mandate.organisation_id, mandate.pk]


def letter_of(table: Table) -> list[Any]:
    return [Letter.objects.create(to="a@exemple.fr", subject="A", text="", author="system", state="failed").pk]


def gathering_of(table: Table, *more: Any) -> list[Any]:
    return ["ici", GatheringFactory(atelier=table.workshop.atelier, door="PORTE").pk, *more]


def key_of(table: Table) -> list[Any]:
    return [InvitationFactory(gathering__atelier=table.workshop.atelier).key]


def list_of(table: Table) -> list[Any]:
    """A list read and waiting for its keeper."""
    pending = PendingList.start(table.workshop.atelier_id, [b""])
    pending.keep_people(People(["Nom"], [["Odile"]], 2, [2]))
    pending.keep(ListPreview("liste.csv", ["Nom"], [["Odile"]], {"last_name": 0}, ""))
    return ["ici", pending.list_id]


def seating_table_of(table: Table) -> list[Any]:
    slug, pk = gathering_of(table)
    return [slug, pk, SeatingTable.everywhere.create(gathering_id=pk, ordinal=1, name="A", chairs=4).pk]


def contact_of(table: Table) -> list[Any]:
    return ["ici", ContactFactory(atelier=table.workshop.atelier).pk]


def participants_pages() -> dict[str, Callable[[Table], list[Any]]]:
    days = ("gathering", "gathering_change", "remind", "welcome", "note", "door", "door_qr", "seating", "missing")
    pages: dict[str, Callable[[Table], list[Any]]] = dict.fromkeys(
        [f"participants:{name}" for name in (*days, "seating_again", "seating_move")], gathering_of
    )
    pages |= dict.fromkeys([f"participants:{name}" for name in ("answer", "consents", "calendar", "badge")], key_of)
    pages |= dict.fromkeys([f"participants:list_{name}" for name in ("preview", "write", "give_up")], list_of)
    pages |= dict.fromkeys([f"participants:{name}" for name in ("contact", "contact_erase", "consent")], contact_of)
    return pages | {
        "participants:letter": lambda table: gathering_of(table, "invitation"),
        "participants:paper": lambda table: gathering_of(table, "plan"),
        "participants:seating_table": seating_table_of,
        "participants:contacts_file": lambda table: ["ici", "csv"],
        "participants:arrive": lambda table: [Gathering.everywhere.get(pk=gathering_of(table)[1]).door],
        "participants:role_end": lambda table: [
            "ici",
            MembershipFactory(atelier=table.workshop.atelier, role="observer").pk,
        ],
    }


def card_of(table: Table) -> list[Any]:
    place = {"type": "Point", "coordinates": [1.08, 49.92]}
    return ["ici", CardFactory(atelier=table.workshop.atelier, geometry=place).pk]


CARD_PAGES = ("card", "card_change", "card_fate", "card_split", "card_next", "card_undo", "card_map")


ARGUMENTS: dict[str, Callable[[Table], list[Any]]] = {
    **gathering_pages(),
    "job": job_of_another,
    "job_news": job_of_another,
    "job_file": job_of_another,
    "job_cancel": job_of_another,
    "people:link": link_of,
    "people:letter_again": letter_of,
    "people:mandate_end": mandate_of,
    "people:organisation": lambda table: [OrganisationFactory().pk],
    "territories:style": lambda table: ["dieppe"],
    "territories:site_file": lambda table: ["dieppe", "paper.png"],
    "programme:desk_create": lambda table: ["sessions"],
    "programme:desk_edit": lambda table: ["sessions", SessionFactory().pk],
    "programme:desk_list": lambda table: ["sessions"],
    "programme:desk_remove": lambda table: ["sessions", SessionFactory().pk],
    "programme:entry": lambda table: [EntryFactory().slug],
    "programme:publication": publication_of,
    "programme:publication_file": publication_of,
    "programme:session": lambda table: [SessionFactory().slug],
    "ateliers:access_revoke": lambda table: ["ici", AccessTokenFactory(atelier=table.workshop.atelier).pk],
    "reliefs:again": relief_of,
    "reliefs:block": relief_of,
    "reliefs:create": lambda table: ["ici", "bloc"],
    "reliefs:delete": relief_of,
    "reliefs:detail": relief_of,
    "reliefs:file": relief_file_of,
    "reliefs:measure": lambda table: ["ici", "bloc"],
    "reliefs:scene": lambda table: ["dieppe", "1.05,49.88,1.12,49.93"],
    **participants_pages(),
    "contributions:story": lambda table: ["ici", "card", CardFactory(atelier=table.workshop.atelier).pk],
    "suitcase:report": exchange_of,
    "suitcase:room_qr": lambda table: ["ici", 0],
    "sheets:bring": door_of,
    "sheets:news": door_of,
    "sheets:send": door_of,
    "sheets:send_piece": lambda table: [*door_of(table), PhotoFactory(workshop=table.workshop).pk],
    "sheets:behind": lambda table: [table.pk, uuid4()],
    "sheets:all_pdf": lambda table: [sheet_of(table) and table.workshop_id],
    "sheets:sheet": sheet_of,
    "sheets:pdf": sheet_of,
    "sheets:state": sheet_of,
    "sheets:review": reading_of,
    "sheets:page_picture": reading_of,
    "sheets:lay": reading_of,
    "sheets:aside": reading_of,
    "sheets:mark": mark_of,
    "sheets:words_picture": mark_of,
    "sheets:photo": lambda table: [PhotoFactory(workshop=table.workshop).pk],
    "sheets:photo_picture": lambda table: [PhotoFactory(workshop=table.workshop, file=white_page()).pk],
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
    **dict.fromkeys([f"contributions:{name}" for name in CARD_PAGES], card_of),
    **board_pages(),
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
    "State service associated": member("state"),
    "elected": member("elected"),
    "team": member("team"),
    "DDT of the department": lambda table: signed_in(MandateFactory().account),
    "DDT elsewhere": lambda table: signed_in(MandateFactory(organisation__territory="55").account),
    "national team": lambda table: signed_in(MandateFactory(organisation__kind="national").account),
}
