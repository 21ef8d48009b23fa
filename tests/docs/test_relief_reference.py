"""Every option and refusal of the relief engine has its line in the reference."""

import re

import pytest

from atelier.engines.relief.refusals import ReliefCode
from atelier.reliefs.cli import relief
from tests.docs.pages import page, words_in_code


@pytest.mark.parametrize("verb", sorted(relief.commands))
def test_relief_page_says_every_option(verb):
    text = page("reference/relief.md")

    options = {name for option in relief.commands[verb].params for name in option.opts if name.startswith("--")}

    assert {name for name in options if not re.search(rf"`{name}[ `]", text)} == set()


def test_relief_page_lists_exactly_the_refusals():
    text = page("reference/relief.md")
    table = text[text.index("## Refusals") : text.index("## Figures")]

    said = {code for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for code in re.findall(r"`(\w+)`", row)}

    assert said == {code.value for code in ReliefCode}
    assert said <= words_in_code(text)
