"""Who carries an action, named on both sides while they were apart: told, never a crash, and home's word stands."""

import pytest

from atelier.ateliers.models import Atelier
from atelier.common.audit import System
from atelier.roadmaps.bearing.commands import leave_bearing, name_bearer
from atelier.roadmaps.models import Action, Bearer
from atelier.roadmaps.plan.commands import add_axis, open_roadmap, write_action

BY = System()


def named(machine, name, kind="elected"):
    with machine:
        name_bearer(Action.everywhere.get(), kind, name=name, function="Maire", by=BY)


def standing(machine):
    with machine:
        return {one.kind: one.name for one in Bearer.everywhere.filter(left_at=None)}


@pytest.fixture
def sides(home, machine):
    with home:
        plan = open_roadmap(Atelier.objects.get(), title="Habiter le recul", by=BY)
        write_action(plan, axis=add_axis(plan, title="La plage", by=BY), title="Rendre la plage", by=BY)
    field = machine("field")
    field.open(home.pack())
    return home, field


def told(**values):
    return [{"code": "named", "what": "A-1 Rendre la plage", "label": "Porteur élu", **values}]


def test_two_bearers_of_one_side_named_apart_are_told_and_home_keeps_its_own(sides):
    home, field = sides
    named(home, "Odile")
    named(field, "Paul")

    at_home, outside = home.merge(field.pack()), field.open(home.pack())

    assert standing(home) == standing(field) == {"elected": "Odile"}
    assert at_home.differences == told(ours="Odile, Maire", theirs="Paul, Maire")
    assert outside.differences == told(ours="Paul, Maire", theirs="Odile, Maire")
    with field:
        assert Bearer.everywhere.get(name="Paul").left_at is not None
    assert home.merge(field.pack()).differences == field.open(home.pack()).differences == []


def test_a_bearer_named_outside_alone_is_told_at_home_and_not_taken(sides):
    home, field = sides
    named(field, "Paul")

    merged = home.merge(field.pack())

    assert standing(home) == {}
    assert merged.differences == told(ours="", theirs="Paul, Maire")


def test_a_bearer_who_left_at_home_makes_room_for_the_next_without_a_word(sides):
    home, field = sides
    named(home, "Odile")
    field.open(home.pack())
    with home:
        leave_bearing(Bearer.everywhere.get(), by=BY)
    named(home, "Jeanne")
    named(home, "Agathe", kind="state")

    opened = field.open(home.pack())

    assert standing(field) == {"elected": "Jeanne", "state": "Agathe"}
    assert opened.differences == []
