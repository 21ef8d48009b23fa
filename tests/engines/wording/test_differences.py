from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.wording.differences import Piece, word_differences

texts = st.text(st.sampled_from("ab é’ \n.,"), max_size=60)


@given(texts, texts)
def test_both_texts_can_be_read_back_from_the_pieces(before, after):
    pieces = word_differences(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "into") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "out") == after


def test_a_changed_phrase_is_one_piece_out_and_one_in():
    assert word_differences("La côte recule vite ici.", "La côte bouge doucement ici.") == [
        Piece("same", "La côte "),
        Piece("out", "recule vite"),
        Piece("into", "bouge doucement"),
        Piece("same", " ici."),
    ]


def test_the_same_text_is_one_piece():
    assert word_differences("L’eau, la craie.", "L’eau, la craie.") == [Piece("same", "L’eau, la craie.")]
