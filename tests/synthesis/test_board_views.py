"""The board through the doors people use, with and without script."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from atelier.contributions.models import Card
from atelier.synthesis.board.queries import CARDS_A_COLUMN
from atelier.synthesis.models import SheetObjection, SheetSignature
from tests.factories.ateliers import MembershipFactory, SeatFactory, WorkshopFactory
from tests.factories.synthesis import card_on, frozen

pytestmark = pytest.mark.django_db
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def workshop():
    return WorkshopFactory(atelier__slug="ici")


@pytest.fixture
def board(workshop):
    return f"/ateliers/ici/passage/{workshop.pk}/"


def client_of(workshop, role="scribe"):
    client = Client()
    client.force_login(MembershipFactory(atelier=workshop.atelier, role=role, account__name="Sami").account)
    return client


@pytest.fixture
def scribe(workshop):
    return client_of(workshop)


def test_a_scribe_writes_moves_rewords_leads_and_merges_without_script(workshop, board, scribe):
    said = {"kind": "finding", "text": "La plage recule", "card": uuid4(), "origin_name": "Table du port"}
    for _sent in range(2):
        assert scribe.post(f"{board}cartes/ecrire/", said).status_code == 302
    [card] = Card.objects.of(workshop.atelier)
    at = f"{board}cartes/{card.pk}/"

    scribe.post(f"{at}deplacer/", {"kind": "blockage"})
    scribe.post(f"{at}modifier/", {"text": "Le front de mer s’effondre", "revision": 1})
    scribe.post(f"{at}mener/", {"kind": "lead", "text": "Reculer le camping", "card": uuid4()})
    other = card_on(workshop, "Plus de plage", kind="blockage")
    scribe.post(f"{board}cartes/{other.pk}/fusionner/", {"onto": card.pk, "text": "La plage part", "card": uuid4()})

    page = scribe.get(board).content.decode()
    shown = Card.objects.of(workshop.atelier).filter(fate="open").values_list("kind", "text", "captured_name")
    assert set(shown) == {("blockage", "La plage part", "Sami"), ("lead", "Reculer le camping", "Sami")}
    assert "La plage part" in page
    assert "effondre" not in page
    assert "effondre" in scribe.get(at).content.decode()


def test_up_and_down_without_script_keep_the_filters(workshop, board, scribe):
    one, _other, two = card_on(workshop, origin_name="A"), card_on(workshop), card_on(workshop, origin_name="A")

    answer = scribe.post(f"{board}cartes/{two.pk}/deplacer/?table=A", {"kind": "finding", "places": "-1"})

    assert answer["Location"] == f"{board}?table=A#c-{two.pk}"
    state = scribe.get(f"{board}etat/?table=A").json()
    assert [pk for pk, _look in state["columns"][0]["cards"]] == [str(two.pk), str(one.pk)]


def test_who_words_a_card_second_reads_both_texts_and_may_keep_theirs(workshop, board, scribe):
    card = card_on(workshop)
    at = f"{board}cartes/{card.pk}/modifier/"
    scribe.post(at, {"text": "La plage a reculé de six mètres", "revision": 1})

    refused = scribe.post(at, {"text": "La plage recule vite", "revision": 1})
    told = scribe.post(at, {"text": "La plage recule vite", "revision": 1}, **JSON)

    page = refused.content.decode()
    assert refused.status_code == 422
    assert "six mètres" in page
    assert "La plage recule vite" in page
    assert 'name="revision" value="2"' in page
    assert (told.status_code, told.json()["now"]["text"]) == (409, "La plage a reculé de six mètres")


def test_an_empty_card_comes_back_with_its_form(workshop, board, scribe):
    assert scribe.post(f"{board}cartes/ecrire/", {"kind": "finding", "text": " "}).status_code == 422
    told = scribe.post(f"{board}cartes/ecrire/", {"kind": "finding", "text": " "}, **JSON)
    assert (told.status_code, bool(told.json()["sentence"])) == (422, True)


def test_a_page_that_knows_the_stamp_is_told_nothing_and_one_that_lacks_cards_gets_them(workshop, board, scribe):
    card = card_on(workshop)
    state = scribe.get(f"{board}etat/").json()
    assert scribe.get(f"{board}etat/?known={state['stamp']}").status_code == 204

    other = card_on(workshop, "Un mur en terre")

    later = scribe.get(f"{board}etat/?known={state['stamp']}").json()
    assert later["columns"][0]["cards"] == [[str(card.pk), "1.0.0"], [str(other.pk), "1.0.0"]]
    shown = scribe.get(f"{board}cartes/?id={other.pk}&id=rien").content.decode()
    assert "Un mur en terre" in shown
    assert "La plage recule" not in shown


def test_names_are_shown_where_the_workshop_shows_them_and_to_keepers(workshop, board, scribe):
    seat = SeatFactory(workshop=workshop, name="Jeanne")
    card_on(workshop, said_by=seat)
    card_on(workshop, said_name="Paul", has_consent=False)
    keeper = client_of(workshop, "facilitator")
    assert "Jeanne" in scribe.get(board).content.decode()

    workshop.shows_names = False
    workshop.save()

    assert "Jeanne" not in scribe.get(board).content.decode()
    assert "Jeanne" not in keeper.get(f"{board}ecran/").content.decode()
    page = keeper.get(board).content.decode()
    assert "Jeanne" in page
    assert "Paul" not in page


def test_the_board_and_its_state_take_as_many_queries_with_two_cards_as_with_forty(workshop, board, scribe):
    def queries(address):
        with CaptureQueriesContext(connection) as seen:
            assert scribe.get(address).status_code == 200
        return len(seen)

    for _turn in range(2):
        card_on(workshop, said_by=SeatFactory(workshop=workshop))
    addresses = [board, f"{board}etat/", f"{board}ecran/"]
    before = [queries(address) for address in addresses]
    for turn in range(40):
        card_on(workshop, kind="lead" if turn % 2 else "finding", said_by=SeatFactory(workshop=workshop))

    assert [queries(address) for address in addresses] == before


def test_a_long_column_goes_on_on_the_next_page_and_says_so(workshop, board, scribe):
    for turn in range(CARDS_A_COLUMN + 1):
        last = card_on(workshop, f"Constat numéro {turn}")

    first, second = scribe.get(board).content.decode(), scribe.get(f"{board}?page=2").content.decode()

    assert "Page 1 sur 2" in first
    assert last.text not in first
    assert last.text in second


def test_columns_are_a_keepers_and_cards_of_others_are_counted_off_the_board(workshop, board, scribe):
    card_on(workshop, kind="question")
    places = {"finding": 2, "lead": 1} | dict.fromkeys(
        ["resource", "dynamic", "cooperation", "blockage", "intention", "hypothesis", "principle", "question"], 0
    )
    assert scribe.post(f"{board}colonnes/", places).status_code == 403

    client_of(workshop, "facilitator").post(f"{board}colonnes/", places)

    page = scribe.get(board)
    assert page.context["board"].columns == ["lead", "finding"]
    assert "Questions 1" in page.content.decode()


def test_a_version_is_signed_objected_to_read_and_answered(workshop, board, scribe):
    card = card_on(workshop, "Des bancs face à la mer")
    answer = scribe.post(f"{board}feuilles/")
    at = answer["Location"]

    scribe.post(f"{at}signer/", {"name": "Odile Petit", "college": "elected"})
    again = scribe.post(f"{at}signer/", {"name": "odile  petit", "college": "elected"})
    objection = {"card": card.pk, "reason": "Pas de bancs sur la digue", "college": "inhabitant"}
    scribe.post(f"{at}objecter/", objection)
    made = SheetObjection.objects.of(workshop.atelier).get()
    respond = f"/ateliers/ici/passage/objections/{made.pk}/repondre/"
    assert "Pas de bancs" in scribe.get(board).content.decode()
    assert "Pas de bancs" in scribe.get(f"{at}lecture/?carte=1").content.decode()
    scribe.post(respond, {"answer": "Trois bancs, sans la digue"})
    second = scribe.post(respond, {"answer": "Aucun banc"})

    assert again.status_code == 422
    assert second.status_code == 409
    assert SheetSignature.objects.of(workshop.atelier).count() == 1
    assert "Pas de bancs" not in scribe.get(board).content.decode()
    page = scribe.get(at).content.decode()
    assert "Pas de bancs" in page
    assert "Trois bancs" in page


def test_an_empty_board_is_not_frozen_and_a_card_that_is_not_printed_is_not_objected_to(workshop, board, scribe):
    assert scribe.post(f"{board}feuilles/").status_code == 409
    card_on(workshop)
    sheet = frozen(workshop)
    late = card_on(workshop)

    answer = scribe.post(
        f"/ateliers/ici/passage/feuilles/{sheet.pk}/objecter/", {"card": late.pk, "reason": "Trop tard"}
    )

    assert answer.status_code == 422
    assert not SheetObjection.objects.of(workshop.atelier).exists()


def test_cards_drawn_many_at_once_say_each_its_own_words_and_nobody_writes_html_in_them(workshop, board, scribe):
    words = "\ue000who\ue001 <b>& {{ card }}</b>\nla digue"
    cards = [card_on(workshop, words), card_on(workshop, "Rien", college="elected", said_name="<i>Odile</i>")]
    blocked = card_on(workshop, "Un mur", kind="blockage", lift_condition="<u>Un accord</u>", origin_name="Table 2")

    for address in (board, f"{board}ecran/", *(f"{board}cartes/?id={card.pk}" for card in [*cards, blocked])):
        page = scribe.get(address).content.decode()
        assert "<b>" not in page
        assert "<i>Odile" not in page
        assert "<u>" not in page

    page = scribe.get(board).content.decode()
    assert "\ue000who\ue001 &lt;b&gt;&amp; {{ card }}&lt;/b&gt;<br>la digue" in page
    for card in [*cards, blocked]:
        assert f'id="c-{card.pk}" data-card="{card.pk}" data-look="1.0.0" data-name="{card.name}"' in page
        assert f'action="{board}cartes/{card.pk}/deplacer/"' in page
    assert page.count("&lt;i&gt;Odile&lt;/i&gt;") == 1
    assert page.count("&lt;u&gt;Un accord&lt;/u&gt;") == 1
