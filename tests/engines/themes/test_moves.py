"""What a facilitator has done is kept when the machine runs again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.engines.themes.grouping import group_cards
from atelier.engines.themes.refusals import CardsRefused
from atelier.engines.themes.shapes import Card, Group, Groups


def group_of(found: Groups, card: str) -> Group:
    return next(group for group in found.groups if card in group.cards)


def move(found: Groups, card: str, to: Group) -> None:
    for group in found.groups:
        if card in group.cards:
            group.cards.remove(card)
    if card in found.ungrouped:
        found.ungrouped.remove(card)
    to.cards.append(card)
    to.moved.append(card)


def test_untouched_groups_come_again_the_same(dieppe_cards):
    first = group_cards(dieppe_cards)

    assert group_cards(dieppe_cards, previous=first) == first


def test_moved_card_and_given_name_are_kept(dieppe_cards):
    first = group_cards(dieppe_cards)
    cliffs = group_of(first, "c001")
    move(first, "c119", cliffs)
    move(first, "c073", cliffs)
    cliffs.name, cliffs.named_by = "Vivre au bord du vide", "facilitator"

    again = group_cards(dieppe_cards, previous=first)

    kept = group_of(again, "c001")
    assert (kept.id, kept.name, kept.named_by) == (cliffs.id, "Vivre au bord du vide", "facilitator")
    assert {"c119", "c073"} <= set(kept.cards)
    assert kept.moved == ["c073", "c119"]
    assert group_of(again, "c074").id == group_of(first, "c074").id


def test_card_taken_out_stays_apart(dieppe_cards):
    first = group_cards(dieppe_cards)
    group_of(first, "c002").cards.remove("c002")
    first.apart.append("c002")

    again = group_cards(dieppe_cards, previous=first)

    assert again.apart == ["c002"]
    assert all("c002" not in group.cards for group in again.groups)


def test_new_cards_join_a_renamed_group_and_gone_ones_are_told(dieppe_cards):
    first = group_cards(dieppe_cards)
    cliffs = group_of(first, "c001")
    cliffs.name, cliffs.named_by = "Les falaises", "facilitator"
    cards = [card for card in dieppe_cards if card.id != "c003"]
    cards.append(Card("z001", "La falaise recule et le sentier du bord de falaise s’éboule."))

    again = group_cards(cards, previous=first)

    assert "z001" in next(group for group in again.groups if group.name == "Les falaises").cards
    assert again.gone == ["c003"]


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_running_again_changes_nothing_whatever_was_moved(dieppe_cards, data):
    first = group_cards(dieppe_cards)
    for card in data.draw(st.lists(st.sampled_from([card.id for card in dieppe_cards]), max_size=5, unique=True)):
        move(first, card, data.draw(st.sampled_from(first.groups)))

    second = group_cards(dieppe_cards, previous=first)

    for group in (group for group in first.groups if group.moved):
        assert set(group.cards) <= set(next(kept for kept in second.groups if kept.id == group.id).cards)
    assert group_cards(dieppe_cards, previous=second) == second


def test_a_named_group_stays_even_when_all_its_cards_are_gone(dieppe_cards):
    first = group_cards(dieppe_cards)
    cliffs = group_of(first, "c001")
    cliffs.name, cliffs.named_by = "Les falaises", "facilitator"

    again = group_cards([card for card in dieppe_cards if card.id not in cliffs.cards], previous=first)

    assert [group.cards for group in again.groups if group.name == "Les falaises"] == [[]]
    assert again.gone == cliffs.cards


def test_two_earlier_groups_of_one_identifier_are_refused(dieppe_cards):
    first = group_cards(dieppe_cards)
    first.groups[0].id = first.groups[1].id

    with pytest.raises(CardsRefused) as refused:
        group_cards(dieppe_cards, previous=first)

    assert "Two of the previous groups have the identifier" in refused.value.sentence


def test_card_in_two_earlier_groups_is_refused(dieppe_cards):
    first = group_cards(dieppe_cards)
    first.groups[0].cards.append(first.groups[1].cards[0])

    with pytest.raises(CardsRefused) as refused:
        group_cards(dieppe_cards, previous=first)

    assert "is in two places" in refused.value.sentence
