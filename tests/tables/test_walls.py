"""The wall: who opens it, with what code, for how long, and what it says."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from atelier.common.audit import System
from atelier.tables.commands import join_table, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.models import Table, WallKey
from atelier.tables.walls import WallKeyWrong, close_walls, make_wall_key, use_wall_key
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.tables.test_entering import stroke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
HOUSE = System()


@pytest.fixture
def table():
    return set_table(WorkshopFactory(), name="Table 1", by=HOUSE)


@pytest.fixture
def keeper(client, table):
    client.force_login(MembershipFactory(atelier=table.workshop.atelier).account)
    return client


@pytest.fixture
def projector(client, table):
    """A computer where the code of the wall was typed."""
    client.post(reverse("tables:wall_open"), {"code": make_wall_key(table.workshop, by=HOUSE)})
    return client


def wall_of(table, name="wall"):
    return reverse(f"tables:{name}", args=[table.workshop_id])


def props_of(answer):
    found = re.search(
        r'<script id="wall-props" type="application/json">(.*?)</script>', answer.content.decode(), re.DOTALL
    )
    return json.loads(found.group(1))


def say(table, text):
    seat = join_table(table, name="Jeanne", college="elected", by=HOUSE)
    assert enter_operations(table, [stroke(table, text=text)], seat=seat) == []


def test_a_code_opens_the_wall_on_several_computers_whatever_its_case_and_spaces(table):
    code = make_wall_key(table.workshop, by=HOUSE)

    first = use_wall_key(f" {code[:4].lower()}-{code[4:]}", by=HOUSE)

    assert use_wall_key(code, by=HOUSE) == first
    assert first.workshop == table.workshop


def test_a_code_is_stored_as_a_hash_only(table):
    code = make_wall_key(table.workshop, by=HOUSE)

    assert code not in WallKey.everywhere.get().code_hash


def test_a_code_is_refused_after_twelve_hours(table):
    code = make_wall_key(table.workshop, by=HOUSE)
    key = WallKey.everywhere.get()
    WallKey.everywhere.update(expires_at=key.expires_at - timedelta(hours=12))

    with pytest.raises(WallKeyWrong):
        use_wall_key(code, by=HOUSE)


def test_a_new_code_ends_the_one_before_and_leaves_other_workshops_alone(table):
    elsewhere = make_wall_key(WorkshopFactory(), by=HOUSE)
    before = make_wall_key(table.workshop, by=HOUSE)
    make_wall_key(table.workshop, by=HOUSE)

    with pytest.raises(WallKeyWrong):
        use_wall_key(before, by=HOUSE)
    assert use_wall_key(elsewhere, by=HOUSE)


def test_a_typed_code_leads_to_the_wall_which_only_sees(projector, table):
    answer = projector.get(wall_of(table))

    session = props_of(answer)["tables"][0]["session"]
    assert (answer.status_code, session["seat"], session["abilities"]) == (200, 0, ["see"])
    assert projector.get(reverse("tables:snapshot", args=[table.pk])).status_code == 200
    assert projector.get(reverse("tables:manage", args=[table.pk])).status_code == 403
    assert projector.get(wall_of(table, "wall_address")).status_code == 404
    assert projector.get(reverse("ateliers:detail", args=[table.workshop.atelier.slug])).status_code != 200


def test_a_closed_wall_sees_nothing_more(projector, table):
    close_walls(table.workshop, by=HOUSE)

    addresses = [wall_of(table), wall_of(table, "wall_version"), reverse("tables:snapshot", args=[table.pk])]
    assert {projector.get(address).status_code for address in addresses} == {404}


def test_a_wrong_code_says_what_to_do(client):
    answer = client.post(reverse("tables:wall_open"), {"code": "ZZZZZZZZ"})

    assert answer.status_code == 409
    assert "Ce code n’ouvre aucun mur" in answer.content.decode()


def test_a_keeper_is_shown_the_code_once(keeper, table):
    before = keeper.get(wall_of(table, "wall_address")).context.get("code")

    code = keeper.post(wall_of(table, "wall_address")).context["code"]

    assert before is None
    assert use_wall_key(code, by=HOUSE).workshop == table.workshop


@pytest.mark.parametrize("role", ["scribe", "observer"])
def test_members_see_the_wall_and_make_no_code(client, table, role):
    client.force_login(MembershipFactory(atelier=table.workshop.atelier, role=role).account)

    assert client.get(wall_of(table)).status_code == 200
    assert client.post(wall_of(table, "wall_address")).status_code == 403


def test_the_wall_in_words_says_the_last_ideas_and_comes_again(keeper, table):
    say(table, "Des bancs & de l’ombre")

    answer = keeper.get(wall_of(table), {"lecture": "oui"})

    page = answer.content.decode()
    assert answer["Refresh"] == "30"
    assert "Des bancs &amp; de l’ombre" in page
    assert "Jeanne" in page
    assert "Jeanne" not in keeper.get(wall_of(table), {"lecture": "oui", "noms": "non"}).content.decode()


def test_the_wall_with_its_maps_does_not_load_itself_again_by_a_header(keeper, table):
    assert "Refresh" not in keeper.get(wall_of(table)).headers


def test_the_version_changes_with_the_tables_and_their_histories(keeper, table):
    version = keeper.get(wall_of(table, "wall_version")).json()["version"]
    assert props_of(keeper.get(wall_of(table)))["version"] == version

    set_table(table.workshop, name="Table 2", by=HOUSE)
    with_a_table_more = keeper.get(wall_of(table, "wall_version")).json()["version"]
    Table.everywhere.update(epoch="018f0000-0000-7000-8000-000000000000")
    restored = keeper.get(wall_of(table, "wall_version")).json()["version"]

    assert len({version, with_a_table_more, restored}) == 3
