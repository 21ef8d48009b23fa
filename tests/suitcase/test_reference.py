"""The reference says every difference, every sentence exists, every member is known."""

import re

from atelier.suitcase.differences import Difference
from atelier.suitcase.manifest import Manifest, RowLine
from atelier.suitcase.sentences import difference_sentence
from tests.docs.pages import page, words_in_code

VALUES = dict.fromkeys(
    ["table", "what", "property", "ours", "theirs", "here", "there", "count", "name", "college", "account", "role"], "x"
)
VALUES |= {"was": "A", "now": "B", "label": "y", "kept": "ours"}


def test_reference_lists_exactly_the_differences():
    text = page("reference/suitcase.md")

    listed = re.findall(r"^\| `(\w+)` \|", text[text.index("## What differs") :], re.MULTILINE)

    assert sorted(listed) == sorted(Difference)


def test_reference_says_every_field_of_the_manifest_and_of_a_row():
    said = words_in_code(page("reference/suitcase.md"))

    assert {*Manifest.__struct_fields__, *RowLine.__struct_fields__} - said == set()


def test_every_difference_has_its_sentence():
    sentences = [difference_sentence({"code": str(code), **VALUES}) for code in Difference]

    assert len(set(sentences)) == len(Difference)
    assert all(len(sentence) > 30 and "%" not in sentence for sentence in sentences)
