"""A setting, message, refusal or ability without its line in the reference is not finished."""

import re
from pathlib import Path

import msgspec
import pytest

from atelier.ateliers.enums import Role
from atelier.ateliers.rules import ATELIER_RULES
from atelier.engines.journal import checks, frames, operations, state
from atelier.site import environment
from atelier.tables import rules
from tests.docs.pages import page, words_in_code

MESSAGES = {
    thing.__name__: thing
    for module in (operations, frames, state)
    for thing in vars(module).values()
    if isinstance(thing, type) and issubclass(thing, msgspec.Struct) and thing is not msgspec.Struct
}
OUTSIDE_THE_WIRE = {"Entry", "TableState"}


def test_settings_page_lists_exactly_what_the_environment_reads():
    source = Path(environment.__file__).read_text()

    read = set(re.findall(r"ATELIER_\w+", source))

    assert set(re.findall(r"^\| `(ATELIER_\w+)`", page("reference/settings.md"), re.MULTILINE)) == read


@pytest.mark.parametrize("name", sorted(MESSAGES.keys() - OUTSIDE_THE_WIRE))
def test_live_messages_page_says_message_and_fields(name):
    said = words_in_code(page("reference/live-messages.md"))

    fields = set(MESSAGES[name].__struct_fields__)

    assert {name, *fields} - said == set()


def test_live_messages_page_lists_exactly_the_refusal_codes():
    text = page("reference/live-messages.md")
    table = text[text.index("### `Refusal`") : text.index("The other operations of the frame")]

    assert re.findall(r"^\| `(\w+)`", table, re.MULTILINE) == [code.value for code in checks.RefusalCode]


def test_permissions_page_says_every_role_and_ability():
    said = words_in_code(page("reference/permissions.md"))
    table_abilities = set(re.findall(r'"([a-z_]+)"', Path(rules.__file__).read_text())) - {"workshop__atelier"}

    expected = {*ATELIER_RULES, *(role.value for role in Role), *table_abilities}

    assert {word for word in expected if re.fullmatch(r"[a-z_]+", word)} - said == set()
