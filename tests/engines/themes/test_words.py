"""French as people write it: accents, elisions, plurals, families of words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.themes.stems import stem
from atelier.engines.themes.words import plain, tidy, words

FRENCH = st.text(alphabet="abcdeéèêëçàâîïôöùûüœŒÉÀ’'-–.,;:!?«» \n0123456789", max_size=80)


def keys(text: str) -> list[str]:
    return [word.key for word in words(tidy(text)) if word.key]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("falaises", "Falaise"),
        ("les bateaux", "un bateau"),
        ("travaux", "travail"),
        ("l'éboulement", "S’ÉBOULENT ou s’éboule"),
        ("habitants", "habitation"),
        ("locale", "locaux"),
        ("anciennes", "ancien"),
        ("des œufs", "des oeufs"),
        ("agricultrices", "agriculteur"),
    ],
)
def test_words_of_one_family_have_the_same_key(one, other):
    assert keys(one)[0] in keys(other)


@pytest.mark.parametrize(
    ("one", "other"), [("port", "porte"), ("la côte", "le côté"), ("mer", "maire"), ("bois", "boire")]
)
def test_words_of_two_families_keep_apart(one, other):
    assert keys(one) != keys(other)


def test_words_that_say_nothing_have_no_key():
    assert keys("Qu’est-ce qu’on en fait, aujourd’hui, s’il n’y a plus rien ?") == []


@given(FRENCH)
def test_words_stand_in_the_text_in_order_without_overlap(text):
    clean = tidy(text)

    found = words(clean)

    assert all(word.start < word.end <= len(clean) for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=18))
def test_stem_is_never_empty_nor_longer_than_its_word(word):
    assert 0 < len(stem(word)) <= len(word)


@given(FRENCH)
def test_plain_text_has_only_small_letters_without_accents(text):
    assert plain(text) == plain(plain(text).upper())
