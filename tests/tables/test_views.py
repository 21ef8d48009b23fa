"""Pages of the tables: who sees what, in a constant number of queries."""

import re

import pytest
from django.urls import reverse

from atelier.ateliers.models import Seat
from atelier.common.audit import System
from atelier.tables.commands import join_table, set_table
from atelier.tables.entering import enter_operations
from atelier.tables.models import Table
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.tables.test_entering import stroke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]
HOUSE = System()
JOIN = {"name": "Zoé", "college": "inhabitant", "consent": "on"}


@pytest.fixture
def table():
    return set_table(WorkshopFactory(), name="Table 1", by=HOUSE)


@pytest.fixture
def keeper(client, table):
    client.force_login(MembershipFactory(atelier=table.workshop.atelier).account)
    return client


def page_of(table, name, *arguments):
    return reverse(f"tables:{name}", args=[table.pk, *arguments])


def test_a_typed_code_leads_to_the_door_whatever_its_spaces_and_case(client, table):
    typed = f"{table.code[:3].lower()} {table.code[3:]}"

    answer = client.get(reverse("tables:enter"), {"code": typed})

    assert answer.url == reverse("tables:join", args=[table.code])


def test_an_unknown_code_says_so(client):
    answer = client.get(reverse("tables:enter"), {"code": "ZZZZZZ"})

    assert answer.status_code == 422
    assert "Aucune table n’a ce code" in answer.content.decode()


def test_joining_takes_a_seat_and_sits_down(client, table):
    answer = client.post(reverse("tables:join", args=[table.code]), JOIN)

    assert answer.url == page_of(table, "table")
    page = client.get(answer.url)
    assert page.status_code == 200
    assert Seat.everywhere.get().name == "Zoé"


@pytest.mark.parametrize("missing", ["name", "college", "consent"])
def test_joining_asks_for_a_name_a_college_and_a_consent(client, table, missing):
    answer = client.post(reverse("tables:join", args=[table.code]), {**JOIN, missing: ""})

    assert answer.status_code == 422
    assert not Seat.everywhere.exists()


def test_coming_back_keeps_the_seat(client, table):
    client.post(reverse("tables:join", args=[table.code]), JOIN)

    answer = client.get(reverse("tables:join", args=[table.code]))

    assert answer.url == page_of(table, "table")
    assert Seat.everywhere.count() == 1


def test_a_second_screen_takes_the_same_seat_with_its_key(client, table, django_user_model):
    client.post(reverse("tables:join", args=[table.code]), JOIN)
    shown = client.post(page_of(table, "seat")).context["code"]
    other = type(client)()

    answer = other.post(reverse("tables:seat_key"), {"code": shown})

    assert answer.url == page_of(table, "table")
    assert other.get(answer.url).status_code == 200
    assert Seat.everywhere.count() == 1


def test_a_lost_seat_is_given_back_by_the_facilitator(keeper, table):
    seat = join_table(table, name="Zoé", college="inhabitant", by=HOUSE)

    shown = keeper.post(page_of(table, "seat_give_back", seat.pk)).context["code"]
    lost = type(keeper)()
    lost.post(reverse("tables:seat_key"), {"code": shown})

    assert lost.get(page_of(table, "table")).context["props"]["me"]["name"] == "Zoé"


def test_a_facilitator_who_typed_the_key_of_a_participant_still_draws_in_their_own_name(keeper, table):
    seat = join_table(table, name="Zoé", college="inhabitant", by=HOUSE)
    shown = keeper.post(page_of(table, "seat_give_back", seat.pk)).context["code"]
    keeper.post(reverse("tables:seat_key"), {"code": shown})

    assert keeper.get(page_of(table, "table")).context["props"]["me"]["name"] == "Camille"


def test_a_facilitator_removed_by_mistake_sits_down_again(keeper, table):
    mine = keeper.get(page_of(table, "table")).context["props"]["me"]["seat"]
    keeper.post(page_of(table, "seat_remove", mine))

    assert keeper.get(page_of(table, "table")).context["props"]["me"]["seat"] == mine


def test_a_stranger_at_a_table_is_shown_to_its_door(client, table):
    assert client.get(page_of(table, "table")).url == reverse("tables:join", args=[table.code])


@pytest.mark.parametrize("name", ["manage", "sheet"])
def test_pages_of_the_facilitator_are_forbidden_to_those_who_sit_there(client, table, name):
    client.post(reverse("tables:join", args=[table.code]), JOIN)

    assert client.get(page_of(table, name)).status_code == 403


@pytest.mark.parametrize("name", ["manage", "sheet", "snapshot", "seat"])
def test_pages_of_a_table_do_not_exist_for_strangers(client, table, name):
    assert client.get(page_of(table, name)).status_code == 404


def test_facilitator_lays_a_sheet_locks_it_and_closes_the_table(keeper, table):
    keeper.post(page_of(table, "manage"), {"name": "Intentions", "step": ""})
    overlay = table.overlays.get(name="Intentions")
    keeper.post(page_of(table, "overlay_lock", overlay.pk), {"is_locked": "yes"})
    keeper.post(page_of(table, "door"), {"is_open": "no"})

    overlay.refresh_from_db()
    assert overlay.is_locked
    assert not Table.everywhere.get().is_open


def test_text_typed_at_the_table_is_escaped_in_its_page(client, table):
    seat = join_table(table, name="<b>Zoé", college="inhabitant", by=HOUSE)
    enter_operations(
        table,
        [stroke(table, overlay=table.overlays.first().pk, text="</script><img src=x onerror=alert(1)>")],
        seat=seat,
    )
    client.post(reverse("tables:join", args=[table.code]), JOIN)

    page = client.get(page_of(table, "table")).content.decode()

    assert "<img src=x" not in page
    assert "<b>Zoé" not in page


@pytest.mark.parametrize("name", ["table", "manage"])
def test_queries_do_not_grow_with_the_people(keeper, table, name, django_assert_max_num_queries):
    for number in range(12):
        join_table(table, name=f"Personne {number}", college="inhabitant", by=HOUSE)
    keeper.get(page_of(table, name))

    with django_assert_max_num_queries(22):
        keeper.get(page_of(table, name))


def test_snapshot_is_not_sent_twice(keeper, table):
    keeper.get(page_of(table, "table"))
    first = keeper.get(page_of(table, "snapshot"))

    again = keeper.get(page_of(table, "snapshot"), headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304


def test_qr_code_is_an_image_of_the_way_in(client, table):
    answer = client.get(reverse("tables:qr", args=[table.code]))

    assert answer["Content-Type"] == "image/svg+xml"
    assert re.match(rb"<\?xml.*<svg", answer.content, re.DOTALL)


@pytest.mark.parametrize("address", ["192.0.2.7", "192.0.2.8"])
def test_whoever_guesses_codes_is_slowed_down_even_for_the_right_one(client, table, address):
    for _ in range(60):
        client.get(reverse("tables:enter"), {"code": "ZZZZZZ"}, REMOTE_ADDR=address)

    answer = client.get(reverse("tables:join", args=[table.code]), REMOTE_ADDR=address)

    assert answer.status_code == 409


def test_a_hall_that_types_right_codes_is_not_slowed_down(client, table):
    for _ in range(70):
        answer = client.get(reverse("tables:enter"), {"code": table.code}, REMOTE_ADDR="192.0.2.9")

    assert answer.status_code == 302


def test_a_table_is_read_without_javascript_a_hundred_at_a_time(keeper, table):
    seat = join_table(table, name="Zoé", college="inhabitant", by=HOUSE)
    assert not enter_operations(table, [stroke(table) for _ in range(102)], seat=seat)

    first, second = (keeper.get(page_of(table, "table"), {"page": number}) for number in (1, 2))

    assert [len(page.context["contributions"]) for page in (first, second)] == [100, 2]
    assert 'rel="next" href="?page=2"' in first.content.decode()
