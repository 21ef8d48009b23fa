"""A setting, message, refusal or ability without its line in the reference is not finished."""

import re
from pathlib import Path

import msgspec
import pytest

from atelier.ateliers.enums import Role
from atelier.ateliers.rules import ATELIER_RULES
from atelier.engines.journal import checks, frames, operations, state
from atelier.programme.calls.rules import APPLICATION_RULES
from atelier.programme.rules import PROGRAMME_RULES
from atelier.programme.selection.enums import Ability, Party
from atelier.programme.selection.rules import MAY
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

    expected = {*ATELIER_RULES, *PROGRAMME_RULES, *(role.value for role in Role), *table_abilities}

    assert {word for word in expected if re.fullmatch(r"[a-z_]+", word)} - said == set()


def test_permissions_page_says_what_each_party_of_a_selection_may_ever_do():
    text = page("reference/permissions.md")
    table = re.findall(r"^\| `(\w+)` \|(.*)\|$", text.split("## Selection")[1].split("\n## ")[0], re.MULTILINE)
    said = {ability: [cell.strip() == "yes" for cell in cells.split("|")] for ability, cells in table}
    parties = (Party.NATIONAL, Party.REVIEWER, Party.STATE)

    assert said == {one.value: [*(one in MAY[party] for party in parties), False, False] for one in Ability}


def test_permissions_page_says_what_one_may_do_to_an_application():
    assert {f"application: `{one}`" for one in APPLICATION_RULES} == set(
        re.findall(r"^\| (application: `\w+`)", page("reference/permissions.md"), re.MULTILINE)
    )
