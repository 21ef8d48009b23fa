"""Zones of a workshop: pairs of meanings, the map made by its job, its page and its files."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from atelier.agreement.models import ZoneMap
from atelier.agreement.zones.commands import ask_map
from atelier.agreement.zones.drawn import meanings_of
from atelier.agreement.zones.errors import NoMeaning, SamePair, TooFewTables
from atelier.agreement.zones.making import make_map
from atelier.agreement.zones.pairs import house_pairs, opposite_pairs, set_pair
from atelier.common.audit import System
from atelier.common.files import read_file
from atelier.common.jobs import do_job
from atelier.common.models import Job
from atelier.contributions.models import Contribution
from atelier.tables.commands import set_table
from atelier.tables.legend import LEGENDS
from atelier.tables.queries import tables_in
from tests.factories.ateliers import MembershipFactory, SeatFactory, WorkshopFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_ground")]
HOUSE = System()


@pytest.fixture
def workshop():
    made = WorkshopFactory(atelier__slug="ici")
    for name in ("Table 1", "Table 2", "Table 3"):
        set_table(made, name=name, by=HOUSE)
    return made


def draw(table, key, west, south, side=0.004):
    square = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    seat = SeatFactory(workshop=table.workshop)
    made = Contribution(
        id=uuid4(), atelier=table.workshop.atelier, kind="area", meaning_key=key, meaning=key.capitalize(),
        color="#c8372d",
        seat=seat, said_by=seat, origin="table", origin_ref=str(table.pk), origin_name=table.name,
        said_at=timezone.now(), changed_at=timezone.now(),
    )  # fmt: skip
    made.locate({"type": "Polygon", "coordinates": [square]})
    made.save()


@pytest.fixture
def drawn(workshop):
    one, two, three = tables_in(workshop)
    draw(one, "retreat", 1.080, 49.920)
    draw(two, "retreat", 1.082, 49.920)
    draw(three, "potential", 1.083, 49.920)
    return workshop


@pytest.fixture
def scribe(client, workshop):
    client.force_login(MembershipFactory(atelier=workshop.atelier, role="scribe").account)
    return client


def test_pairs_of_the_house_name_pencils_of_its_legends():
    keys = {pencil.key for legend in LEGENDS.values() for pencil in legend}

    assert {key for pair in house_pairs() for key in pair} <= keys
    assert all(first < second for first, second in house_pairs())


def test_an_atelier_adds_and_takes_away_pairs(workshop):
    set_pair(workshop.atelier, "walk", "road", is_opposed=True, by=HOUSE)
    set_pair(workshop.atelier, "retreat", "potential", is_opposed=False, by=HOUSE)

    found = opposite_pairs(workshop.atelier)

    assert ("road", "walk") in found
    assert ("potential", "retreat") not in found
    with pytest.raises(SamePair):
        set_pair(workshop.atelier, "walk", "walk", is_opposed=True, by=HOUSE)


def test_a_map_says_agreement_and_tension_with_the_tables(drawn):
    asked = ask_map(drawn, tables_in(drawn), ["retreat", "potential"], by=HOUSE)
    made = make_map(asked)

    kinds = {(row["kind"], tuple(row["tables"]), tuple(row["against"])) for row in made.zones}

    assert ("accord", ("Table 1", "Table 2"), ()) in kinds
    assert ("tension", ("Table 3",), ("Table 1", "Table 2")) in kinds
    assert read_file(made.pdf).startswith(b"%PDF")
    assert b'id="tension"' in read_file(made.picture)
    collection = json.loads(read_file(made.geojson))
    assert {one["properties"]["genre"] for one in collection["features"]} == {"accord", "tension"}


def test_a_map_takes_two_tables_and_a_meaning(drawn):
    with pytest.raises(TooFewTables):
        ask_map(drawn, tables_in(drawn)[:1], ["retreat"], by=HOUSE)
    with pytest.raises(NoMeaning):
        ask_map(drawn, tables_in(drawn), [], by=HOUSE)


def test_meanings_used_by_most_tables_come_first(drawn):
    assert [(one.key, one.tables) for one in meanings_of(tables_in(drawn))] == [("retreat", 2), ("potential", 1)]


def test_a_scribe_makes_the_map_and_reads_its_list_beside_it(drawn, scribe):
    address = reverse("agreement:zones", args=[drawn.pk])
    words = {"table": [str(table.pk) for table in tables_in(drawn)], "meaning": ["retreat", "potential"]}
    asked = scribe.post(address, words)
    do_job.func(str(Job.objects.latest("created_at").pk))

    page = scribe.get(address).content.decode()

    assert asked.status_code == 302
    assert "Table 1, Table 2" in page
    assert "Retreat" in page
    made = ZoneMap.everywhere.get()
    for kind in ("carte", "pdf", "geojson"):
        assert scribe.get(reverse("agreement:zones_file", args=[drawn.pk, made.pk, kind])).status_code == 200
    assert scribe.post(address, {"table": words["table"][:1], "meaning": ["retreat"]}).status_code == 422
