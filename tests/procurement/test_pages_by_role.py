"""Every page of procurement for every role, as docs/reference/pages.md says."""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from atelier.procurement.urls import urlpatterns
from tests.docs.pages import page
from tests.procurement.roles import ADDRESSES, ROLES, scene
from tests.site.answers import answer_to
from tests.site.promises import asked_here

pytestmark = pytest.mark.django_db
ROW = re.compile(r"^\| `(GET|POST) procurement:(\w+)` \|(.*)\|$", re.MULTILINE)


def promises():
    return [(method, name, [cell.strip() for cell in cells.split("|")]) for method, name, cells in ROW.findall(text())]


def text():
    whole = page("reference/pages.md")
    return whole[whole.index("## Public contracts") :]


def columns():
    return [cell.strip() for cell in re.findall(r"^\| page \|(.*)\|$", text(), re.MULTILINE)[0].split("|")]


def test_every_page_of_procurement_is_in_the_reference():
    assert {name for _, name, _ in promises()} == {one.name for one in urlpatterns}
    assert columns() == list(ROLES)


def test_every_page_answers_each_role_as_promised():
    """One scene for all: it holds a whole competition."""
    one, wrong = scene(), []
    for method, name, promised in promises():
        for role, expected in asked_here(dict(zip(columns(), promised, strict=True))).items():
            with transaction.atomic():
                address = reverse(f"procurement:{name}", args=ADDRESSES[name](one))
                found = answer_to(ROLES[role](one), method, address)
                transaction.set_rollback(True)
            if found != expected:
                wrong.append(f"{method} {name}, {role}: {found}, not {expected}")

    assert wrong == []
