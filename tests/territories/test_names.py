import pytest
from hypothesis import given
from hypothesis import strategies as st

from atelier.territories.names import search_key, without_article


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Saint-Aubin-sur-Scie", "saint aubin sur scie"),
        ("St Aubin / Scie", "saint aubin scie"),
        ("Ste-Marguerite", "sainte marguerite"),
        ("L’Haÿ-les-Roses", "l hay les roses"),
        ("Œuf-en-Ternois", "oeuf en ternois"),
        ("  ÉVREUX  ", "evreux"),
    ],
)
def test_search_key_forgets_accents_hyphens_and_abbreviations(name, key):
    assert search_key(name) == key


@given(st.text(max_size=60))
def test_search_key_of_a_key_is_itself(text):
    assert search_key(search_key(text)) == search_key(text)


@pytest.mark.parametrize(("key", "short"), [("le havre", "havre"), ("l hay", "hay"), ("la", "la"), ("eu", "eu")])
def test_without_article_keeps_the_name_alone(key, short):
    assert without_article(key) == short
