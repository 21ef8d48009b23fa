"""Scribes over real sockets: several at once, a voice just seated, rights withdrawn."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from tests.tables.screens import Screen, change, note
from tests.tables.web import codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server


@pytest.fixture
def keeper(running_server):
    return facilitator(running_server)


@pytest.fixture
def sit(running_server, keeper):
    code = codes_of_tables(running_server)[0]

    def one(name, *, is_scribe=False):
        web, table_id = participant(running_server, code, name=name)
        screen = Screen(web, table_id).open()
        if is_scribe:
            seat = screen.welcome["seat"]
            assert keeper.ask(table_id, f"sieges/{seat}/scribe/", is_scribe="yes").status == 200
            screen.until(lambda: "capture" in screen.welcome["abilities"])
        return screen

    return one


def seat_odette(screen, name="Odette"):
    answer = screen.web.ask(screen.table_id, "voix/", name=name, college="inhabitant", consent="on")
    assert answer.status == 201, answer.body
    return json.loads(answer.body)["seat"]


def test_two_scribes_write_at_once_for_a_person_just_seated_and_all_see_who_spoke(sit):
    jeanne, paul, zoe = sit("Jeanne", is_scribe=True), sit("Paul", is_scribe=True), sit("Zoé")

    odette = seat_odette(jeanne)
    assert seat_odette(paul) == odette
    for number in range(5):  # at once: the room may not have heard of her yet
        for scribe in (jeanne, paul):
            scribe.act(note(scribe.table, str(uuid4()), f"Le lavoir {number}", said_by=odette))
    for scribe in (jeanne, paul):
        scribe.settle()
        assert scribe.refused == []
    zoe.until(lambda: sum(thing.said_by == odette for thing in zoe.state.visible()) == 10)

    assert {thing.seat for thing in zoe.state.visible() if thing.said_by == odette} == {
        jeanne.welcome["seat"], paul.welcome["seat"],
    }  # fmt: skip
    zoe.until(lambda: odette in zoe.people)
    assert (zoe.people[odette]["name"], zoe.people[odette]["is_voice"]) == ("Odette", True)


def test_a_participant_speaks_for_nobody_else(sit):
    jeanne, zoe = sit("Jeanne", is_scribe=True), sit("Zoé")
    odette = seat_odette(jeanne, "Lucette")

    for said_by in (odette, 0, jeanne.welcome["seat"]):
        zoe.act(note(zoe.table, str(uuid4()), "Faux", said_by=said_by))
    zoe.settle()

    assert [code for _, code in zoe.refused] == ["not_allowed"] * 3
    assert zoe.web.ask(zoe.table_id, "voix/", name="X", college="state", consent="on").status == 403


def test_a_scribe_speaks_only_for_those_who_have_no_screen(sit):
    jeanne, zoe = sit("Jeanne", is_scribe=True), sit("Zoé")

    jeanne.act(note(jeanne.table, str(uuid4()), "Faux", said_by=zoe.welcome["seat"]))
    jeanne.settle()

    assert jeanne.refused[-1][1] == "unknown_voice"


def test_a_scribe_takes_back_what_they_wrote(sit):
    jeanne = sit("Jeanne", is_scribe=True)
    operation = note(jeanne.table, str(uuid4()), "Une erreur", said_by=seat_odette(jeanne, "Ginette"))

    jeanne.act(operation, change("erase", operation["object"]), change("restore", operation["object"]))
    jeanne.act(change("erase", operation["object"]))
    jeanne.settle()

    assert jeanne.refused == []
    assert "Une erreur" not in [thing.text for thing in jeanne.state.visible()]


def test_notes_of_scribes_pass_while_those_of_participants_wait(sit, keeper):
    jeanne, zoe = sit("Jeanne", is_scribe=True), sit("Zoé")
    keeper.ask(jeanne.table_id, "attente/mode/", waits="yes")
    for screen in (jeanne, zoe):
        screen.until(lambda screen=screen: screen.table["notes_wait"])

    jeanne.act(note(jeanne.table, str(uuid4()), "Par la scribe", said_by=0))
    zoe.act(note(zoe.table, str(uuid4()), "Par Zoé"))
    for screen in (jeanne, zoe):
        screen.settle()
    zoe.until(lambda: "Par la scribe" in [thing.text for thing in zoe.state.visible()])

    assert [held["operation"]["text"] for held in zoe.held.values()] == ["Par Zoé"]
    assert jeanne.held == {}
    keeper.ask(jeanne.table_id, "attente/mode/", waits="no")
