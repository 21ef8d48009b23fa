"""Cards made of cards, through the door people use: merged, split, passed on, and undone."""

import pytest
from django.urls import reverse

from atelier.contributions.cards.commands import Said, change_card, decide_card, merge_cards, node_of
from atelier.contributions.lineage.walking import origins_of
from atelier.contributions.models import Card
from tests.contributions.asking import BY, page, post, told, written
from tests.factories.ateliers import SeatFactory

pytestmark = pytest.mark.django_db


def test_merging_a_merged_card_is_refused_and_nothing_is_lost(atelier, keeper):
    first, second, third = (written(atelier, f"Constat {number}") for number in (1, 2, 3))
    merge_cards([first, second], Said(kind="finding", text="Un constat"), by=BY)

    refused = post(
        keeper, "cards_merge", card=[f"{first.pk}:1", f"{third.pk}:1"], kind="finding", text="Un autre constat"
    )

    assert refused.status_code == 422
    assert "C-1" in told(refused)
    assert "Un autre constat" in told(refused)
    assert Card.objects.of(atelier).count() == 4


def test_the_text_of_a_merge_is_proposed_and_a_card_changed_meanwhile_is_read_again(atelier, keeper):
    first, second = written(atelier, "La plage recule"), written(atelier, "La falaise tombe", "dynamic")
    proposed = page(keeper, "cards_merge", card=[first.pk, second.pk])
    change_card(second, revision=1, text="La falaise tombe chaque hiver", by=BY)
    words = {"kind": "finding", "text": "La côte recule", "card": [f"{first.pk}:1", f"{second.pk}:1"]}

    refused = post(keeper, "cards_merge", **words)
    words["card"] = [f"{first.pk}:1", f"{second.pk}:2"]

    assert "La plage recule\nLa falaise tombe</textarea>" in proposed
    assert refused.status_code == 422
    assert "La falaise tombe chaque hiver" in told(refused)
    assert post(keeper, "cards_merge", **words).status_code == 302
    assert {card.fate for card in Card.objects.of(atelier).filter(number__lt=3)} == {"merged"}


def test_one_card_alone_is_not_merged(atelier, keeper):
    card = written(atelier)

    answer = keeper.get(reverse("contributions:cards_merge", args=["ici"]), {"card": [card.pk, "no identifier"]})

    assert answer.headers["Location"] == reverse("contributions:cards", args=["ici"])


def test_a_fate_is_one_press_away_from_either_end(atelier, keeper):
    first, second = written(atelier, "La plage recule"), written(atelier, "La falaise tombe")
    post(keeper, "cards_merge", card=[f"{first.pk}:1", f"{second.pk}:1"], kind="finding", text="La côte recule")
    merged = Card.objects.of(atelier).get(number=3)

    assert reverse("contributions:card", args=["ici", merged.pk]) in page(keeper, "card", first.pk)
    assert reverse("contributions:card", args=["ici", first.pk]) in page(keeper, "card", merged.pk)


def test_a_split_keeps_voice_and_place_and_needs_two_parts(atelier, keeper):
    seat = SeatFactory(workshop__atelier=atelier)
    place = {"type": "Point", "coordinates": [1.08, 49.92]}
    card = written(atelier, "La plage recule. Le camping aussi.", said_by=seat, geometry=place)
    parts = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-kind": "finding", "form-1-kind": "blockage"}

    proposed = page(keeper, "card_split", card.pk)
    refused = post(keeper, "card_split", card.pk, **parts, **{"form-0-text": "La plage recule", "form-1-text": " "})
    post(keeper, "card_split", card.pk, **parts, **{"form-0-text": "La plage", "form-1-text": "Le camping"})

    assert "Le camping aussi.</textarea>" in proposed
    assert refused.status_code == 422
    made = Card.objects.of(atelier).filter(number__gt=1)
    assert [(one.kind, one.said_by, one.geometry) for one in made.order_by("number")] == [
        ("finding", seat, place),
        ("blockage", seat, place),
    ]


def test_a_finding_is_passed_on_to_an_intention_and_both_stand(atelier, keeper):
    card = written(atelier)

    proposed = page(keeper, "card_next", card.pk)
    post(keeper, "card_next", card.pk, kind="intention", text="Vivre avec la mer")

    assert '<option value="intention" selected>' in proposed
    assert "Vivre avec la mer" in page(keeper, "card", card.pk)
    assert Card.objects.of(atelier).filter(fate="open").count() == 2


# Undoing


def test_an_undone_merge_leaves_both_cards_as_they_were_and_its_own_page(atelier, keeper):
    first, second = written(atelier, "La plage recule"), written(atelier, "La falaise tombe")
    decide_card(second, "kept", by=BY)
    merged = merge_cards([first, second], Said(kind="finding", text="La côte recule"), by=BY)
    assert "Annuler la fusion" in page(keeper, "card", merged.pk)

    post(keeper, "card_undo", merged.pk)

    fates = dict(Card.objects.of(atelier).values_list("number", "fate"))
    assert fates == {1: "open", 2: "kept", 3: "undone"}
    assert origins_of(atelier, [node_of(merged)]) == {node_of(first), node_of(second)}
    assert post(keeper, "card_undo", merged.pk).status_code == 409


@pytest.mark.parametrize("work", ["changed", "decided", "passed on"])
def test_a_merge_is_not_undone_once_something_was_done_with_it(atelier, keeper, work):
    first, second = written(atelier, "La plage recule"), written(atelier, "La falaise tombe")
    merged = merge_cards([first, second], Said(kind="finding", text="La côte recule"), by=BY)
    if work == "changed":
        change_card(merged, text="Autrement", by=BY)
    elif work == "decided":
        decide_card(merged, "kept", by=BY)
    else:
        post(keeper, "card_next", merged.pk, kind="lead", text="Une piste")

    assert "Annuler la fusion" not in page(keeper, "card", merged.pk)
    refused = post(keeper, "card_undo", merged.pk)

    assert refused.status_code == 409
    first.refresh_from_db()
    assert first.fate == "merged"


def test_a_split_is_undone_then_split_otherwise(atelier, keeper):
    card = written(atelier, "La plage. Le camping.")
    parts = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-kind": "finding", "form-1-kind": "finding"}
    texts = {"form-0-text": "La plage", "form-1-text": "Le camping"}
    for _ in range(2):
        post(keeper, "card_split", card.pk, **parts, **texts)
        assert post(keeper, "card_undo", card.pk).status_code == 302

    fates = dict(Card.objects.of(atelier).values_list("number", "fate"))
    assert fates == {1: "open", 2: "undone", 3: "undone", 4: "undone", 5: "undone"}


def test_a_card_that_was_neither_merged_nor_split_has_nothing_to_undo(atelier, keeper):
    assert post(keeper, "card_undo", written(atelier).pk).status_code == 409


def test_words_withdrawn_after_a_merge_are_said_on_the_card_that_holds_them(atelier, keeper):
    first, second = written(atelier, "La plage recule"), written(atelier, "La falaise tombe")
    merged = merge_cards([first, second], Said(kind="finding", text="La côte recule"), by=BY)

    post(keeper, "card_fate", first.pk, fate="withdrawn")

    assert "Mots retirés depuis" in page(keeper, "card", merged.pk)
    post(keeper, "card_undo", merged.pk)
    assert dict(Card.objects.of(atelier).values_list("number", "fate")) == {1: "withdrawn", 2: "open", 3: "undone"}
