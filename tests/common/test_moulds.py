"""HTML drawn once and filled for many: nobody's words are taken for a mark, or for HTML."""

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from atelier.common.moulds import Mould, mark


def test_a_mould_is_filled_where_its_marks_stand():
    mould = Mould(f"<p id='{mark('id')}'>{mark('words')}</p><p>{mark('words')}</p>")

    assert mould.filled({"id": "A-1", "words": "la digue"}) == "<p id='A-1'>la digue</p><p>la digue</p>"


@given(st.text())
def test_what_fills_a_mould_is_never_read_again(words):
    said = escape(words + mark("id"))

    assert Mould(f"{mark('words')}|{mark('id')}").filled({"words": said, "id": "7"}) == f"{said}|7"


def test_a_value_that_misses_is_an_error():
    with pytest.raises(KeyError):
        Mould(mark("words")).filled({})
