"""The pages of the suitcase: who may, what they show."""

import pytest
from django.test import Client
from django.urls import reverse

from atelier.common import addresses
from atelier.common.addresses import Address, public_url
from atelier.common.models import Job
from atelier.suitcase.models import Exchange
from tests.common.pages import Page, problems_of
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.people import AccountFactory
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db
ROLES = {"lead": True, "facilitator": True, "scribe": False, "observer": False}


@pytest.fixture
def atelier():
    return TableFactory(workshop__atelier=AtelierFactory(title="<b>Zoé & Cie</b>")).workshop.atelier


@pytest.fixture
def exchange(atelier):
    difference = {
        "code": "row",
        "what": "<b>x</b>",
        "property": "name",
        "label": "nom",
        "ours": "a",
        "theirs": None,
        "kept": "ours",
    }
    counts = {"operations": 3, "differences": 2}
    return Exchange.everywhere.create(
        atelier=atelier, kind="merged", file_uid="0" * 32, counts=counts, differences=[difference]
    )


@pytest.fixture
def door(monkeypatch):
    found = [Address("wlan0", "10.42.0.1"), Address("eth0", "192.168.1.9")]
    monkeypatch.setattr(addresses, "room_addresses", lambda: found)
    monkeypatch.setattr(addresses, "DOOR", addresses.Door("0.0.0.0", 8000))


def member(atelier, role):
    client = Client()
    client.force_login(MembershipFactory(atelier=atelier, role=role).account)
    return client


@pytest.mark.parametrize(("role", "may"), ROLES.items())
def test_keepers_pack_merge_and_read_reports(atelier, exchange, role, may):
    client = member(atelier, role)
    asked = {
        reverse("suitcase:suitcase", args=[atelier.slug]): client.get,
        reverse("suitcase:report", args=[atelier.slug, exchange.pk]): client.get,
        reverse("suitcase:pack", args=[atelier.slug]): client.post,
    }

    statuses = {url: ask(url).status_code for url, ask in asked.items()}

    assert set(statuses.values()) == ({200, 302} if may else {403})
    assert Job.objects.count() == int(may)


@pytest.mark.parametrize("name", ["suitcase", "room"])
def test_others_see_nothing(atelier, name):
    stranger = Client()
    stranger.force_login(AccountFactory())

    assert stranger.get(reverse(f"suitcase:{name}", args=[atelier.slug])).status_code == 404
    assert Client().get(reverse(f"suitcase:{name}", args=[atelier.slug])).status_code == 302


def test_report_of_another_atelier_is_not_seen(atelier, exchange):
    other = AtelierFactory()

    assert member(other, "lead").get(reverse("suitcase:report", args=[other.slug, exchange.pk])).status_code == 404


def test_pages_are_sound_and_say_what_differs(atelier, exchange, door):
    client = member(atelier, "facilitator")
    pages = {
        name: client.get(reverse(f"suitcase:{name}", args=[atelier.slug, *more])).content.decode()
        for name, more in {"suitcase": [], "report": [exchange.pk], "room": []}.items()
    }

    assert [(name, problem) for name, html in pages.items() for problem in problems_of(html)] == []
    assert all(Page(html).all("b") == [] for html in pages.values())
    assert any("Ce qui était ici reste." in line for line in Page(pages["report"]).text_of("li"))
    assert [image["src"] for image in Page(pages["room"]).all("img") if "qr" in str(image["src"])] == [
        reverse("suitcase:room_qr", args=[atelier.slug, number]) for number in (0, 1)
    ]


def test_merging_without_a_file_comes_back_with_its_error(atelier):
    response = member(atelier, "lead").post(reverse("suitcase:suitcase", args=[atelier.slug]), {})

    assert response.status_code == 422
    assert problems_of(response.content.decode()) == []


def test_links_made_on_the_laptop_itself_give_its_address_in_the_room(rf, door):
    for host in ("localhost:8000", "127.0.0.1:8000"):
        assert public_url(rf.get("/", headers={"host": host}), "/t/AB/") == "http://10.42.0.1:8000/t/AB/"

    assert public_url(rf.get("/", headers={"host": "atelier.example.fr"}), "/t/") == "http://atelier.example.fr/t/"


def test_links_stay_local_when_only_this_machine_is_served(rf, monkeypatch):
    monkeypatch.setattr(addresses, "DOOR", addresses.Door("127.0.0.1", 8000))

    assert public_url(rf.get("/", headers={"host": "localhost:8000"}), "/t/") == "http://localhost:8000/t/"


def test_the_wifi_comes_first_and_what_programs_share_last():
    names = ["docker0", "eth0", "wlp2s0", "tun0", "enp3s0"]
    found = sorted((Address(name, "192.168.1.1") for name in names), key=lambda one: one.rank)

    assert [one.interface for one in found] == ["wlp2s0", "enp3s0", "eth0", "docker0", "tun0"]
