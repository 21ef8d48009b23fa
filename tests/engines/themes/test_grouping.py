"""Groups of real French: found, named by their words, open onto their cards, the same whatever the order."""

import csv
import random
from collections import Counter

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atelier.engines.themes.clusters import likeness_of
from atelier.engines.themes.ground import nearness
from atelier.engines.themes.grouping import FEWEST, SMALLEST, Wish, group_cards
from atelier.engines.themes.naming import read_card
from atelier.engines.themes.refusals import CardsRefused
from atelier.engines.themes.shapes import Card, Groups
from atelier.engines.themes.vectors import card_vectors
from atelier.engines.themes.words import plain
from tests.engines.themes.conftest import CARDS

WORDS = [
    "digue",
    "falaise",
    "vélo",
    "piste",
    "marché",
    "port",
    "bateau",
    "train",
    "gare",
    "logement",
    "loyer",
    "haie",
    "boue",
    "médecin",
    "école",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=40)


def as_cards(texts: list[str]) -> list[Card]:
    return [Card(f"k{number:03}", text) for number, text in enumerate(texts)]


def everywhere(found: Groups) -> list[str]:
    return sorted([*(card for group in found.groups for card in group.cards), *found.ungrouped, *found.apart])


def test_groups_of_the_coast_are_mostly_of_one_theme(dieppe_cards):
    with CARDS.open(encoding="utf-8", newline="") as file:
        theme = {row["id"]: row["theme"] for row in csv.DictReader(file, delimiter=";")}

    found = group_cards(dieppe_cards)

    main = [Counter(theme[card] for card in group.cards).most_common(1)[0][1] for group in found.groups]
    assert sum(main) / sum(len(group.cards) for group in found.groups) > 0.7
    assert 8 <= len(found.groups) <= 16
    falaise = next(group for group in found.groups if "c001" in group.cards)
    assert {theme[card] for card in falaise.cards} == {"falaises"}
    assert falaise.name == "Falaise"


def test_names_are_words_of_the_cards(dieppe_cards):
    text = {card.id: plain(card.text) for card in dieppe_cards}

    found = group_cards(dieppe_cards)

    for group in found.groups:
        for phrase in group.name.split(" · "):
            assert sum(plain(phrase) in text[card] for card in group.cards) >= 1, group.name
    assert len({group.name for group in found.groups}) == len(found.groups)


def test_every_card_of_a_group_says_which_words_brought_it_there(dieppe_cards):
    text = {card.id: card.text for card in dieppe_cards}

    found = group_cards(dieppe_cards)

    for group in found.groups:
        assert sorted(group.because) == group.cards
        assert all(group.because.values())
    assert "c119" in found.ungrouped, text["c119"]


def test_groups_are_the_same_whatever_the_order(dieppe_cards):
    shuffled = random.Random(3).sample(dieppe_cards, len(dieppe_cards))

    assert group_cards(shuffled) == group_cards(dieppe_cards)


@settings(max_examples=40, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_every_card_is_somewhere_once_whatever_they_say(texts, chance):
    cards = as_cards(texts)

    found = group_cards(cards)

    assert everywhere(found) == [card.id for card in cards]
    assert all(len(group.cards) >= SMALLEST for group in found.groups)
    assert group_cards(chance.sample(cards, len(cards))) == found


def test_a_slip_of_the_pen_does_not_leave_a_card_out():
    texts = ["inondation de la cave", "inondations du quartier", "une inondaton encore", "rue inondable"]
    others = ["médecin absent", "plus de médecin", "le médecin part", "un médecin jeune"]
    more = ["vélo volé", "piste à vélo", "le vélo du facteur", "vélo électrique"]

    vectors = card_vectors([read_card(text).keys for text in [*texts, *others, *more]])

    likeness = likeness_of(vectors)
    assert likeness[2, :2].min() > 0.2
    assert likeness[2, 4:].max() == 0


def test_few_cards_are_said_too_few():
    found = group_cards(as_cards(["falaise"] * (FEWEST - 1) + ["", "!!!"]))

    assert (found.status, found.groups) == ("too_few", [])
    assert len(found.ungrouped) == FEWEST + 1
    assert "Too few to group: 7 cards" in found.said


def test_a_theme_that_most_cards_share_is_one_group():
    others = ["médecin absent", "plus de médecin", "le médecin du bourg"]

    found = group_cards(as_cards(["La falaise recule."] * 20 + others))

    assert [(group.name, len(group.cards)) for group in found.groups] == [("Falaise recule", 20), ("Médecin", 3)]


def test_cards_without_a_word_in_common_are_left_alone():
    found = group_cards(as_cards(WORDS))

    assert (found.status, found.groups) == ("nothing_shared", [])


def test_nearness_brings_near_only_cards_that_share_a_word():
    places = [(1.0800, 49.9200), (1.0800, 49.9200), (1.0800, 49.9245), None]  # 500 m to the north
    vectors = card_vectors([["digue", "haute"], ["digue", "basse"], ["digue", "neuve"], ["velo"]])

    near = nearness(places, 500)
    alone, helped = likeness_of(vectors), likeness_of(vectors, near)

    assert near[0, 1] == 1
    assert near[0, 2] == pytest.approx(np.exp(-1), abs=0.01)
    assert near[3].max() == 0
    assert helped[0, 1] > helped[0, 2] > alone[0, 2]
    assert helped[0, 3] == 0


def test_nearness_is_refused_when_no_card_has_a_place():
    with pytest.raises(CardsRefused) as refused:
        group_cards(as_cards(["falaise haute"] * FEWEST), wish=Wish(near_m=100))

    assert "columns lon and lat" in refused.value.sentence


def test_groups_survive_their_file(dieppe_cards):
    found = group_cards(dieppe_cards)

    assert msgspec.json.decode(msgspec.json.encode(found), type=Groups) == found
