"""Scribes named at a table, without an account, fill the board of their workshop; a card is split on the board."""

from uuid import uuid4

import pytest
from django.test import Client

from atelier.common.models import AuditEntry
from atelier.contributions.models import Card
from tests.factories.ateliers import MembershipFactory, WorkshopFactory
from tests.factories.synthesis import card_on
from tests.factories.tables import SittingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return WorkshopFactory(atelier__slug="ici")


@pytest.fixture
def board(workshop):
    return f"/ateliers/ici/passage/{workshop.pk}/"


def seated(workshop, *, is_scribe):
    sitting = SittingFactory(table__workshop=workshop, seat__name="Odette", is_scribe=is_scribe)
    client = Client()
    session = client.session
    session["seats"] = {str(workshop.pk): sitting.seat.pk}
    session.save()
    return client, sitting


def test_a_tables_scribe_writes_moves_and_splits_on_the_board_without_an_account(workshop, board):
    client, sitting = seated(workshop, is_scribe=True)

    assert client.get("/passage/").url == board
    assert "Écrire la carte" in client.get(board).text
    assert client.post(f"{board}cartes/ecrire/", {"kind": "finding", "text": "La plage recule"}).status_code == 302
    [card] = Card.objects.of(workshop.atelier)
    assert client.post(f"{board}cartes/{card.pk}/deplacer/", {"kind": "blockage"}).status_code == 302
    assert client.get(f"{board}etat/").json()["stamp"]

    card.refresh_from_db()
    assert (card.captured_name, card.captured_by, card.kind) == ("Odette", f"seat:{sitting.seat.pk}", "blockage")
    assert AuditEntry.objects.filter(verb="card.written", author=f"seat:{sitting.seat.pk}").exists()


@pytest.mark.parametrize("ends", ["never_named", "named_no_more", "removed"])
def test_another_participant_is_asked_to_sign_in(workshop, board, ends):
    client, sitting = seated(workshop, is_scribe=ends != "never_named")
    if ends == "named_no_more":
        sitting.is_scribe = False
        sitting.save()
    if ends == "removed":
        sitting.seat.removed_at = sitting.since
        sitting.seat.save()

    assert client.get(board).status_code == 302
    assert client.post(f"{board}cartes/ecrire/", {"kind": "finding", "text": "Non"}).status_code == 302
    assert client.get("/passage/").status_code == 404
    assert not Card.objects.of(workshop.atelier).exists()


def test_a_tables_scribe_fills_no_other_board(workshop):
    client, _sitting = seated(workshop, is_scribe=True)
    next_year = WorkshopFactory(atelier=workshop.atelier, ordinal=workshop.ordinal + 1)

    for slug, number in (("ici", next_year.pk), ("ailleurs", workshop.pk)):
        page = f"/ateliers/{slug}/passage/{number}/"
        assert client.get(page).status_code in (302, 404)
        assert client.get(f"{page}etat/").status_code == 404


def test_a_scribe_splits_a_card_on_the_board(workshop, board):
    scribe = Client()
    scribe.force_login(MembershipFactory(atelier=workshop.atelier, role="scribe", account__name="Sami").account)
    card = card_on(workshop, "La plage recule. Le camping est plein.", origin_name="Table du port")
    at = f"{board}cartes/{card.pk}/"
    page = scribe.get(at).text
    assert "La plage recule.</textarea>" in page

    parts = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 0, "form-0-kind": "finding", "form-0-text": "La plage recule"}
    one = {**parts, "form-1-kind": "blockage", "form-1-text": ""}
    assert scribe.post(f"{at}scinder/", one).status_code == 422
    assert scribe.post(f"{at}scinder/", {**one, "form-1-text": "Le camping est plein"}).status_code == 302

    card.refresh_from_db()
    made = Card.objects.of(workshop.atelier).exclude(pk=card.pk).order_by("number")
    assert [(one.kind, one.text, one.origin_name) for one in made] == [
        ("finding", "La plage recule", "Table du port"),
        ("blockage", "Le camping est plein", "Table du port"),
    ]
    assert card.fate == "split"
    assert scribe.post(f"{at}scinder/", {**one, "form-1-text": "Encore"}).status_code == 422
    assert scribe.post(f"{board}cartes/{uuid4()}/scinder/", one).status_code == 404
