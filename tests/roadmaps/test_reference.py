"""docs/reference/roadmaps.md says every refusal, every status and every field of a version."""

import inspect
import re

import pytest

from atelier.common.audit import System
from atelier.common.errors import DomainError
from atelier.roadmaps.bearing import errors as bearing
from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.freezing import errors as freezing
from atelier.roadmaps.freezing.content import content_of
from atelier.roadmaps.plan import errors as plan
from atelier.roadmaps.plan.enums import FundingState, Origin, PlanKind, Status
from atelier.roadmaps.plan.needs import add_line, gate_action
from atelier.roadmaps.plan.queries import actions_of
from tests.docs.pages import page, words_in_code
from tests.factories.contributions import CardFactory
from tests.factories.roadmaps import ActionFactory, BearerFactory

HOUSE = System()


def test_every_refusal_has_its_line():
    codes = {
        thing.code
        for module in (plan, bearing, freezing)
        for _name, thing in inspect.getmembers(module, inspect.isclass)
        if issubclass(thing, DomainError) and thing is not DomainError
    }

    assert set(re.findall(r"^\| `(\w+)` \|", section("Refusals"), re.MULTILINE)) == codes


@pytest.mark.parametrize("values", [Status, Origin, FundingState, PlanKind, BearerKind])
def test_every_word_of_the_room_is_said(values):
    assert set(values.values) - words_in_code(page("reference/roadmaps.md")) == set()


@pytest.mark.django_db
def test_every_field_of_a_version_is_said():
    action = ActionFactory()
    BearerFactory(action=action)
    add_line(action, "funding", label="Études", amount_eur=1, by=HOUSE)
    add_line(action, "indicator", label="Visiteurs", by=HOUSE)
    add_line(action, "plan", kind="scot", label="SCoT", by=HOUSE)
    gate_action(action, CardFactory(atelier=action.roadmap.atelier, kind="blockage"), by=HOUSE)

    content = content_of(action.roadmap, list(actions_of(action.roadmap)), [{"name": "", "title": "", "why": ""}])
    content["axes"][0]["actions"][0]["comes_from"]["counts"] = {}

    assert keys_of(content) - words_in_code(section("A version")) == set()


def section(title):
    text = page("reference/roadmaps.md")
    return text[text.index(f"## {title}") :].split("\n## ", 1)[0] if f"## {title}" in text else ""


def keys_of(value):
    if isinstance(value, dict):
        return set(value) | {key for inside in value.values() for key in keys_of(inside)}
    return {key for inside in value for key in keys_of(inside)} if isinstance(value, list) else set()
