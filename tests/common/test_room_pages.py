"""The rooms' pages are sound: their templates are made of the same components."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from atelier.people.models import Account
from tests.common.pages import Page, problems_of
from tests.factories.ateliers import AccessTokenFactory, MembershipFactory, SeatFactory
from tests.factories.tables import OverlayFactory, PencilFactory, SittingFactory, TableFactory

NAME = "<b>Zoé & Cie</b>"


@pytest.fixture
def table(db):
    table = TableFactory(name=NAME)
    PencilFactory(table=table)
    OverlayFactory(table=table, name=NAME)
    SittingFactory(table=table, seat=SeatFactory(workshop=table.workshop, name=NAME))
    AccessTokenFactory(atelier=table.workshop.atelier, name=NAME)
    return table


@pytest.fixture
def facilitator(table) -> Client:
    client = Client()
    client.force_login(MembershipFactory(atelier=table.workshop.atelier).account)
    return client


def sound(html: str) -> Page:
    page = Page(html)
    assert problems_of(html) == []
    assert page.all("b") == [], "a name was taken for markup"
    return page


def test_facilitator_pages_are_sound_whatever_the_names(facilitator, table):
    atelier = table.workshop.atelier
    addresses = [
        reverse("ateliers:list"),
        reverse("ateliers:detail", args=[atelier.slug]),
        reverse("ateliers:year", args=[atelier.slug]),
        reverse("ateliers:notebook", args=[atelier.slug]),
        reverse("ateliers:script", args=[table.workshop.pk]),
        reverse("ateliers:feeds", args=[atelier.slug]),
        reverse("ateliers:workshop_create", args=[atelier.slug]),
        reverse("ateliers:access", args=[atelier.slug]),
        reverse("tables:create", args=[table.workshop.pk]),
        reverse("tables:manage", args=[table.pk]),
        reverse("tables:sheet", args=[table.pk]),
        reverse("tables:pilot", args=[table.workshop.pk]),
        reverse("tables:wall", args=[table.workshop.pk]),
        f"{reverse('tables:wall', args=[table.workshop.pk])}?lecture=oui",
        reverse("tables:wall_address", args=[table.workshop.pk]),
        reverse("tables:wall_open"),
        reverse("people:account"),
    ]
    for address in addresses:
        response = facilitator.get(address)

        assert response.status_code == 200, address
        sound(response.content.decode())


def test_seat_given_back_shows_its_code(facilitator, table):
    seat = table.sittings.get().seat

    response = facilitator.post(reverse("tables:seat_give_back", args=[table.pk, seat.pk]))

    page = sound(response.content.decode())
    assert any(image["src"].startswith(reverse("tables:seat_key_qr")) for image in page.all("img"))


def test_manage_takes_out_only_after_a_question(facilitator, table):
    page = sound(facilitator.get(reverse("tables:manage", args=[table.pk])).content.decode())

    assert [one["question"] for one in page.all("confirm-submit")] == [
        f"Retirer {NAME} de la table\u00a0? Ce qui a été dessiné reste."
    ]


def test_manage_form_comes_back_with_its_errors(facilitator, table):
    response = facilitator.post(reverse("tables:manage", args=[table.pk]), {"name": ""})

    page = sound(response.content.decode())
    assert response.status_code == 422
    assert "open" in page.all("details")[0]


def test_join_page_asks_three_things_only(client, table):
    page = sound(client.get(reverse("tables:join", args=[table.code])).content.decode())

    names = {field["name"] for field in page.all("input") if field.get("type") != "hidden"}
    assert names == {"name", "college", "consent"}
    assert len(page.all("circle")) == 8


def test_join_page_says_what_is_missing(client, table):
    response = client.post(reverse("tables:join", args=[table.code]), {"name": "Zoé"})

    page = sound(response.content.decode())
    assert response.status_code == 422
    assert {"#id_college", "#id_consent"} <= {link.get("href") for link in page.all("a")}


def test_table_page_is_readable_without_script(table):
    contribution = {
        "get_kind_display": "Trait",
        "kind": "stroke",
        "meaning": "Blocage",
        "color": "#c8372d",
        "text": NAME,
        "seat": {"name": NAME},
        "get_college_display": "Élus",
    }
    context = {
        "table": table,
        "atelier": table.workshop.atelier,
        "contributions": [contribution],
        "exports": [{"label": "CSV", "url": "/x/csv/"}],
        "props": {"name": "</script><b>x</b>"},
        "can_manage": False,
    }

    page = sound(render_to_string("tables/table.html", context, request=RequestFactory().get("/")))

    assert "Blocage" in page.text_of("td")[1]
    assert page.text_of("td")[2] == NAME
    assert "/x/csv/" in [link["href"] for link in page.all("a")]


@pytest.mark.parametrize("is_over", [False, True])
def test_job_page_gives_the_result_once_over(is_over):
    context = {"title": "Export", "sentence": "Fini.", "percent": 40, "news_url": "/n/", "is_over": is_over}
    context |= {"url": "/r/"} if is_over else {}

    page = sound(render_to_string("job.html", context, request=RequestFactory().get("/")))

    assert ("/r/" in [link["href"] for link in page.all("a")]) is is_over
    assert ("url" in page.all("job-progress")[0]) is not is_over


def test_sign_in_that_fails_comes_back_with_its_errors(client, db):
    Account.objects.create_superuser("a@exemple.fr", "un-mot-de-passe", name="A")

    response = client.post(reverse("people:sign_in"), {"username": "a@exemple.fr", "password": "faux"})

    assert response.status_code == 422
    page = sound(response.content.decode())
    assert "alert" in [box.get("role") for box in page.all("div")]
