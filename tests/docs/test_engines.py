"""Every field of the files that engines write, and every option of their commands, has its line in the reference."""

import pytest

from atelier.contributions.cli import group
from atelier.engines.perimeter import shapes as perimeter
from atelier.engines.themes import shapes as themes
from atelier.territories.perimeter_cli import from_drawings
from tests.docs.pages import page, words_in_code

FIELDS = [
    *(("reference/themes.md", thing) for thing in (themes.Groups, themes.Group)),
    *(
        ("reference/perimeter.md", thing)
        for thing in (
            perimeter.Perimeter,
            perimeter.Held,
            perimeter.Smallest,
            perimeter.Alternative,
            perimeter.Fit,
            perimeter.Missing,
        )
    ),
]


@pytest.mark.parametrize(("name", "thing"), FIELDS, ids=lambda value: getattr(value, "__name__", ""))
def test_page_of_an_engine_says_every_field_of_its_file(name, thing):
    assert set(thing.__struct_fields__) - words_in_code(page(name)) == set()


@pytest.mark.parametrize(("name", "command"), [("themes", group), ("perimeter", from_drawings)])
def test_page_of_an_engine_says_every_option_of_its_command(name, command):
    text = page(f"reference/{name}.md")

    options = [word for option in command.params for word in option.opts if word.startswith("--")]

    assert [word for word in options if f"| `{word}" not in text and f"{word} " not in text] == []
    assert (themes if name == "themes" else perimeter).FORMAT in text
