"""The page of permissions says what the rules do, row by row."""

import pytest
from tools.write_permissions import atelier_viewers, register_accounts, written

from atelier.people.rules import PEOPLE_RULES
from atelier.site.abilities import ABILITIES as RULES
from tests.docs.pages import page


def row(ability):
    [line] = [line for line in page("reference/permissions.md").splitlines() if line.startswith(f"| `{ability}` |")][:1]
    return [cell.strip() == "yes" for cell in line.strip("|").split("|")[1:]]


def test_tables_of_the_page_are_those_of_the_rules():
    text = page("reference/permissions.md")

    assert written(text) == text


@pytest.mark.parametrize("ability", RULES)
def test_each_role_may_do_in_an_atelier_what_its_row_says(ability):
    atelier, viewers = atelier_viewers()
    lines = [line for line in page("reference/permissions.md").splitlines() if line.startswith(f"| `{ability}` |")]
    said = [[cell.strip() == "yes" for cell in line.strip("|").split("|")[1:]] for line in lines]

    assert [RULES[ability](viewer, atelier) for viewer in viewers.values()] in said


@pytest.mark.parametrize("ability", PEOPLE_RULES)
def test_each_account_may_do_with_the_register_what_its_row_says(ability):
    assert [PEOPLE_RULES[ability](one) for one in register_accounts().values()] == row(ability)
