"""Two changes of one text: nothing of either is lost."""

from hypothesis import given
from hypothesis import strategies as st

from atelier.engines.wording.differences import WORD
from atelier.engines.wording.merge import Piece, is_settled, merge, merged_text
from atelier.engines.wording.sides import side_by_side

WORDS = ["le", "port", "et", "la", "falaise", "recule", ",", ".", "vite", "ville", "\n", "d’abord"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
ANY = st.text(max_size=40)


def written_words(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if not word.isspace()]


def added(base: str, text: str) -> list[str]:
    """Words of `text` that no longest common run with `base` explains, in order."""
    _, right = side_by_side(base, text)
    return [word for segment in right if segment.is_different for word in written_words(segment.text)]


def is_within(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(word in rest for word in few)


@given(TEXTS, TEXTS, TEXTS)
def test_merge_keeps_every_word_that_each_one_added(base, mine, theirs):
    merged = written_words(merged_text(merge(base, mine, theirs)))

    assert is_within(added(base, mine), merged)
    assert is_within(added(base, theirs), merged)


@given(TEXTS, TEXTS)
def test_merge_takes_the_change_of_the_only_one_who_changed(base, text):
    assert merged_text(merge(base, text, base)) == text
    assert merged_text(merge(base, base, text)) == text
    assert merged_text(merge(base, text, text)) == text


@given(ANY, ANY, ANY)
def test_merge_reads_any_text(base, mine, theirs):
    pieces = merge(base, mine, theirs)

    assert is_settled(pieces) or merged_text(pieces)
    if is_settled(pieces):
        assert merged_text(pieces) == merged_text(merge(base, theirs, mine))


@given(TEXTS, TEXTS)
def test_side_by_side_holds_both_texts_and_the_same_common_runs(left, right):
    one, other = side_by_side(left, right)

    assert ("".join(s.text for s in one), "".join(s.text for s in other)) == (left, right)
    assert [s.text for s in one if not s.is_different] == [s.text for s in other if not s.is_different]


def test_merge_of_two_sentences_changed_apart_is_settled():
    base = "Le port vieillit. La falaise recule."

    pieces = merge(base, "Le vieux port vieillit. La falaise recule.", "Le port vieillit. La falaise recule vite.")

    assert is_settled(pieces)
    assert merged_text(pieces) == "Le vieux port vieillit. La falaise recule vite."


def test_merge_of_one_word_changed_by_both_keeps_both():
    pieces = merge("Le port est vieux.", "Le port est vaste.", "Le port est fermé.")

    assert Piece("vaste", "fermé") in pieces
    assert merged_text(pieces) == "Le port est vaste / fermé."


def test_merge_of_one_who_rewrites_and_one_who_removes_keeps_the_rewriting():
    assert merged_text(merge("Un. Deux. Trois.", "Un. Deux bis. Trois.", "Un. Trois.")) == "Un. Deux bis. Trois."
