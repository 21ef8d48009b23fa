"""Cards through the door people use: found, written, changed, decided; and who is told the names."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from atelier.contributions.cards.commands import Said, change_card, decide_card, merge_cards, node_of, write_card
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.walking import origins_of
from atelier.contributions.models import Card
from atelier.people.models import Account
from tests.contributions.asking import BY, page, post, told, written
from tests.factories.ateliers import SeatFactory, WorkshopFactory
from tests.factories.contributions import CardFactory, ContributionFactory

pytestmark = pytest.mark.django_db


# Finding


@pytest.mark.parametrize("words", ["eglise", "Église FALAISE", "eboule", "C-1", "c 1"])
def test_a_card_is_found_without_its_accents_or_by_its_number(atelier, keeper, words):
    written(atelier)
    written(atelier, "Le marché du samedi", "resource")

    found = page(keeper, "cards", q=words)

    assert "La falaise s’éboule" in found
    assert "Le marché" not in found


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "resource"}, ["C-2"]),
        ({"college": "elected"}, ["C-2"]),
        ({"origin": "Table 3"}, ["C-2"]),
        ({"fate": "dropped"}, ["C-2"]),
        ({"fate": "standing"}, ["C-1"]),
        ({"kind": "no such kind"}, ["C-1", "C-2"]),
    ],
)
def test_the_list_is_narrowed_by_kind_college_table_and_fate(atelier, keeper, asked, expected):
    written(atelier)
    other = written(atelier, "Le marché", "resource", college="elected", origin_name="Table 3")
    decide_card(other, "dropped", reason="Déjà au PLUi", by=BY)

    found = page(keeper, "cards", **asked)

    assert [name for name in ("C-1", "C-2") if f">{name}</span>" in found] == expected


def test_the_list_asks_as_many_questions_for_fifty_cards_as_for_two(atelier, keeper):
    def asked():
        with CaptureQueriesContext(connection) as questions:
            page(keeper, "cards")
        return len(questions)

    for _ in range(2):
        CardFactory(atelier=atelier, said_by=SeatFactory(workshop__atelier=atelier))
    few = asked()
    for _ in range(60):
        CardFactory(atelier=atelier, said_by=SeatFactory(workshop__atelier=atelier))

    assert asked() == few


def test_a_card_asks_as_many_questions_whatever_its_lineage(atelier, keeper):
    def asked(card):
        with CaptureQueriesContext(connection) as questions:
            page(keeper, "card", card.pk)
        return len(questions)

    def merged(count):
        sources = [node_of_note(atelier) for _ in range(count)]
        cards = [
            write_card(atelier, Said(kind="finding", text="Un constat"), sources=[source], by=BY) for source in sources
        ]
        return merge_cards(cards, Said(kind="finding", text="Ensemble"), by=BY)

    assert asked(merged(2)) == asked(merged(9))


def node_of_note(atelier):
    return Node("contribution", ContributionFactory(seat=SeatFactory(workshop__atelier=atelier)).pk)


def test_withdrawn_words_are_neither_shown_nor_found(atelier, keeper):
    card = written(atelier)
    change_card(card, revision=1, text="La falaise recule", by=BY)
    post(keeper, "card_fate", card.pk, fate="withdrawn")

    for shown in (page(keeper, "cards"), page(keeper, "card", card.pk)):
        assert "La falaise" not in shown
        assert "Ces mots ont été retirés" in shown
    assert "C-1</span>" not in page(keeper, "cards", q="falaise")


# Writing


def test_a_card_is_written_for_someone_who_sat_at_a_table(atelier, keeper):
    odette = SeatFactory(name="Odette", workshop__atelier=atelier)
    answer = post(
        keeper, "card_new", kind="blockage", text="Le camping gêne", lift_condition="Un autre terrain",
        speaker="seat", seat=odette.pk, origin_name="Table 2", coordinates="49,922 1,078",
    )  # fmt: skip

    card = Card.objects.of(atelier).get()
    assert answer.headers["Location"] == reverse("contributions:card", args=["ici", card.pk])
    assert (card.said_by, card.college, card.workshop) == (odette, "inhabitant", odette.workshop)
    assert card.geometry == {"type": "Point", "coordinates": [1.078, 49.922]}
    assert card.captured_name
    assert "Odette" in page(keeper, "card", card.pk)


def test_a_scribe_writes_their_own_words_under_their_seat_or_their_name(atelier, signed_in):
    scribe = signed_in("scribe")
    account = Account.objects.get(memberships__role="scribe")
    seat = SeatFactory(workshop__atelier=atelier, account=account, name="Zoé", college="team")

    post(scribe, "card_new", kind="finding", text="Un", speaker="self", workshop=seat.workshop_id)
    post(scribe, "card_new", kind="finding", text="Deux", speaker="self", college="civil")

    said = [(card.who, card.college, card.captured_name) for card in Card.objects.of(atelier).order_by("number")]
    assert said == [("Zoé", "team", ""), (account.name, "civil", "")]


def test_nobody_is_named_without_having_agreed(atelier, keeper):
    words = {"kind": "finding", "text": "La mer monte", "speaker": "named", "said_name": "M. Lecœur"}

    refused = post(keeper, "card_new", **words)

    assert refused.status_code == 422
    assert "Sans son accord" in told(refused)
    assert "La mer monte" in told(refused)
    assert not Card.objects.of(atelier).exists()
    assert post(keeper, "card_new", **words, consents="on").status_code == 302
    assert Card.objects.of(atelier).get().said_name == "M. Lecœur"


def test_the_place_of_a_drawing_comes_with_where_it_comes_from(atelier, keeper):
    drawn = ContributionFactory(seat=SeatFactory(workshop__atelier=atelier))

    post(keeper, "card_new", kind="lead", text="Un sentier", speaker="table", drawing=str(drawn.pk))

    card = Card.objects.of(atelier).get()
    assert card.geometry == drawn.geometry
    assert [node.id for node in origins_of(atelier, [node_of(card)])] == [drawn.pk]


@pytest.mark.parametrize("typed", ["1.078, 49.922", "ici", "48.85, 2.35", "49.922"])
def test_a_place_that_is_not_of_the_territory_is_refused(atelier, keeper, dieppe_package, typed):
    refused = post(keeper, "card_new", kind="lead", text="Un sentier", speaker="table", coordinates=typed)

    assert refused.status_code == 422
    assert "latitude" in told(refused)


# Changing


def change(client, card, **said):
    words = {"kind": card.kind, "text": card.text, "college": card.college, "revision": card.revision}
    return post(client, "card_change", card.pk, **{**words, **said})


def test_a_change_on_an_old_revision_shows_both_texts_and_writes_nothing(atelier, keeper):
    card = written(atelier, "La plage recule")
    assert change(keeper, card, text="La plage a reculé de six mètres").status_code == 302

    refused = change(keeper, card, text="La plage recule vite")

    assert refused.status_code == 422
    assert told(refused).count("La plage recule vite") >= 2  # beside theirs, and still in the form
    assert "La plage a reculé de six mètres" in told(refused)
    assert Card.objects.of(atelier).get().text == "La plage a reculé de six mètres"
    card.refresh_from_db()
    assert change(keeper, card, text="La plage recule vite").status_code == 302
    assert "La plage a reculé de six mètres" in page(keeper, "card", card.pk)  # in its history


def test_what_one_had_not_touched_becomes_theirs_when_both_change_a_card(atelier, keeper):
    card = written(atelier, "La plage recule")
    change(keeper, card, kind="dynamic", text="La plage a reculé")

    refused = told(change(keeper, card, text="La plage recule", lift_condition="Une digue"))

    assert '<option value="dynamic" selected>' in refused
    assert "La plage a reculé</textarea>" in refused
    assert "Une digue</textarea>" in refused
    assert 'name="revision" value="2"' in refused


def test_the_history_of_a_card_says_each_change(atelier, keeper):
    card = written(atelier, "La plage recule")
    change(keeper, card, text="La plage a reculé", kind="dynamic")

    shown = page(keeper, "card", card.pk)

    assert "<del>La plage recule</del>" in shown
    assert "<ins>Dynamique</ins>" in shown


# What becomes of it


@pytest.mark.parametrize("fate", ["postponed", "dropped"])
def test_a_card_is_not_set_aside_without_a_reason(atelier, keeper, fate):
    card = written(atelier)

    refused = post(keeper, "card_fate", card.pk, fate=fate, reason=" ")

    assert refused.status_code == 422
    assert "Dites pourquoi" in told(refused)
    assert post(keeper, "card_fate", card.pk, fate=fate, reason="Hors du sujet").status_code == 302
    assert "Hors du sujet" in page(keeper, "card", card.pk)


# Names


def test_where_names_are_hidden_only_keepers_are_told_who_spoke(atelier, keeper, signed_in):
    workshop = WorkshopFactory(atelier=atelier, shows_names=False)
    odette = SeatFactory(name="Odette", workshop=workshop)
    card = written(atelier, said_by=odette, workshop=workshop, captured_name="Zoé la scribe")
    change_card(card, text="La falaise tombe", by=BY, by_name="Zoé la scribe")
    next_one = write_card(
        atelier, Said(kind="lead", text="Une piste", workshop=workshop), sources=[node_of(card)], by=BY
    )

    for one in (card, next_one):
        for name, arguments in (("cards", []), ("card", [one.pk])):
            for role in ("observer", "scribe", "team", "elected"):
                shown = page(signed_in(role), name, *arguments)
                assert "Odette" not in shown
                assert "Zoé la scribe" not in shown
    assert "Odette" not in page(signed_in("scribe"), "card_new")
    assert "Odette" not in page(signed_in("scribe"), "cards_merge", card=[card.pk, next_one.pk])
    assert "Odette" in page(keeper, "cards")
    assert "Zoé la scribe" in page(keeper, "card", card.pk)
    assert "Habitant" in page(signed_in("observer"), "cards")


def test_the_cards_of_another_atelier_are_not_there(atelier, keeper):
    elsewhere = CardFactory()

    assert keeper.get(reverse("contributions:card", args=["ici", elsewhere.pk])).status_code == 404
    assert post(keeper, "card_fate", elsewhere.pk, fate="kept").status_code == 404


def test_the_map_of_a_card_shows_its_place_on_real_ground(atelier, keeper, dieppe_package):
    placed = written(atelier, geometry={"type": "Point", "coordinates": [1.078, 49.922]})

    drawn = keeper.get(reverse("contributions:card_map", args=["ici", placed.pk]))
    nowhere = keeper.get(reverse("contributions:card_map", args=["ici", written(atelier).pk]))

    assert drawn.headers["Content-Type"] == "image/svg+xml"
    assert "Dieppe" in drawn.content.decode()
    assert nowhere.status_code == 404
