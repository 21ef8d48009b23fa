"""The inbox through its real doors: sockets of several people, pages, files, a server killed."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from tests.serving import RunningServer
from tests.tables.screens import Screen, change, note
from tests.tables.web import codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server


@pytest.fixture
def room(running_server):
    return Room(running_server)


class Room:
    """A table whose notes wait: Camille keeps it, others sit down."""

    def __init__(self, server: RunningServer) -> None:
        self.secret = f"Le secret {uuid4()}"  # tests share their table
        self.server, self.code = server, codes_of_tables(server)[0]
        anna, self.table_id = participant(server, self.code, name="Anna")
        self.anna = Screen(anna, self.table_id).open()
        self.web = facilitator(server)
        self.web.get(f"/tables/{self.table_id}/")
        self.camille = Screen(self.web, self.table_id).open()
        self.wait("yes")

    def wait(self, waits: str) -> None:
        assert self.web.ask(self.table_id, "attente/mode/", waits=waits).status == 200
        for screen in (self.anna, self.camille):
            screen.until(lambda screen=screen: screen.table["notes_wait"] == (waits == "yes"))

    def sit(self, name: str) -> Screen:
        return Screen(participant(self.server, self.code, name=name)[0], self.table_id).open()

    def writes(self, text: str = "", **fields: object) -> dict[str, object]:
        operation = note(self.anna.table, str(uuid4()), text or self.secret, **fields)
        self.anna.act(operation)
        self.anna.settle()
        return operation

    def decides(self, op: object, decision: str, **fields: str):
        return self.web.ask(self.table_id, "attente/decider/", op=str(op), decision=decision, **fields)

    def expects(self, op: object) -> dict[str, object]:
        self.camille.until(lambda: op in self.camille.inbox)
        return self.camille.inbox[op]


def visible(screen):
    return [thing.text for thing in screen.state.visible() if thing.text]


def test_a_note_waits_for_the_facilitator_and_reaches_nobody_else(room):
    bruno = room.sit("Bruno")

    operation = room.writes()
    shown = room.expects(operation["op"])
    bruno.draw()  # whatever was to reach Bruno before this has
    bruno.settle()

    assert shown["thing"]["text"] == room.secret
    assert room.anna.held[operation["op"]]["fate"] == "waiting"
    latecomer = room.sit("Zoé")
    latecomer.draw()
    latecomer.settle()
    assert not any(room.secret in text for screen in (bruno, latecomer) for text in screen.heard)
    assert room.secret not in "".join(
        bruno.web.get(path).body
        for path in (
            f"/tables/{room.table_id}/",
            f"/tables/{room.table_id}/etat.json",
            f"/tables/{room.table_id}/export/csv/",
            f"/tables/{room.table_id}/export/geojson/",
        )
    )
    assert bruno.web.get(f"/tables/{room.table_id}/attente/").status == 403


def test_an_accepted_note_arrives_as_its_author_made_it(room):
    bruno, operation = room.sit("Bruno"), room.writes()
    room.expects(operation["op"])

    assert room.decides(operation["op"], "accept").status == 200

    bruno.until(lambda: room.secret in visible(bruno))
    thing = next(one for one in bruno.state.visible() if str(one.id) == operation["object"])
    assert thing.seat == room.anna.welcome["seat"]
    room.camille.until(lambda: operation["op"] not in room.camille.inbox)
    room.anna.until(lambda: room.secret in visible(room.anna))
    assert "no gap" in room.server.run("table", "verify", room.code)


def test_a_note_set_aside_tells_its_author_why_and_survives_a_reload(room):
    operation = room.writes()
    room.expects(operation["op"])

    room.decides(operation["op"], "aside", reason="Nomme un voisin")

    room.anna.until(lambda: room.anna.held[operation["op"]]["fate"] == "set_aside")
    again = Screen(room.anna.web, room.table_id).open()
    assert (again.held[operation["op"]]["reason"], visible(again).count(room.secret)) == ("Nomme un voisin", 0)


def test_a_note_sent_again_waits_once_and_once_decided_is_known(room):
    operation = room.writes()
    room.anna.act(operation)
    room.anna.settle()
    room.expects(operation["op"])
    mine = [note for note in room.camille.inbox.values() if note["thing"]["id"] == operation["object"]]
    assert len(mine) == 1  # tests share their inbox

    room.decides(operation["op"], "accept")
    room.anna.until(lambda: room.secret in visible(room.anna))
    before = room.anna.state.seq
    room.anna.act(operation)
    room.anna.settle()

    assert (room.anna.state.seq, room.anna.refused) == (before, [])


def test_two_facilitators_who_decide_at_once_leave_one_decision(room):
    operation = room.writes()
    room.expects(operation["op"])

    first = room.decides(operation["op"], "aside", reason="Hors sujet")
    second = room.decides(operation["op"], "accept")

    assert (first.status, second.status, json.loads(second.body)["code"]) == (200, 409, "note_decided")
    bruno = room.sit("Bruno")
    bruno.draw()
    bruno.settle()
    assert room.secret not in visible(bruno)


def test_its_author_edits_withdraws_and_takes_back_what_waits(room):
    operation = room.writes()
    room.expects(operation["op"])

    room.anna.act(change("edit", operation["object"], text="Le marché couvert"))
    room.anna.settle()
    room.camille.until(lambda: room.camille.inbox[operation["op"]]["thing"]["text"] == "Le marché couvert")
    room.anna.act(change("erase", operation["object"]))
    room.anna.settle()
    room.camille.until(lambda: operation["op"] not in room.camille.inbox)
    assert json.loads(room.decides(operation["op"], "accept").body)["code"] == "note_withdrawn"
    room.anna.act(change("restore", operation["object"]))
    room.anna.settle()
    room.expects(operation["op"])
    room.decides(operation["op"], "accept")

    room.anna.until(lambda: "Le marché couvert" in visible(room.anna))
    assert room.anna.refused == []


def test_someone_else_cannot_touch_what_waits(room):
    operation, bruno = room.writes(), room.sit("Bruno")

    bruno.act(change("erase", operation["object"]))
    bruno.settle()

    assert bruno.refused[-1][1] == "unknown_object"
    assert room.expects(operation["op"])


def test_what_waits_stays_when_the_mode_ends_and_new_notes_pass(room):
    operation, bruno = room.writes(), room.sit("Bruno")
    room.wait("no")

    room.anna.act(operation)  # sent again: it waits already
    passing = room.writes("À voix haute")
    bruno.until(lambda: "À voix haute" in visible(bruno))

    assert passing["op"] not in room.anna.held
    assert room.secret not in visible(bruno)
    assert room.expects(operation["op"])
    room.decides(operation["op"], "accept")
    bruno.until(lambda: room.secret in visible(bruno))


def test_words_changed_on_a_note_of_the_table_wait_and_strokes_do_not(room):
    room.wait("no")
    operation, bruno = room.writes("Un marché"), room.sit("Bruno")
    room.wait("yes")

    proposed = change("edit", operation["object"], text=room.secret)
    room.anna.act(proposed)
    room.anna.draw()
    room.anna.settle()
    shown = room.expects(proposed["op"])
    bruno.draw()
    bruno.settle()

    assert (shown["is_change"], shown["before"], shown["thing"]["text"]) == (True, "Un marché", room.secret)
    assert not any(room.secret in text for text in bruno.heard)


def test_killed_the_server_still_holds_what_it_acknowledged(start_server):
    room = Room(start_server())
    operations = [room.writes(f"{room.secret} {number}") for number in range(5)]
    epoch = room.anna.welcome["epoch"]

    room.server.kill()
    room.server.start()
    room.camille.open(epoch=epoch)
    room.anna.open(epoch=epoch)

    assert set(room.camille.inbox) == set(room.anna.held) == {operation["op"] for operation in operations}
    room.decides(operations[0]["op"], "accept")
    room.anna.until(lambda: f"{room.secret} 0" in visible(room.anna))


def test_two_processes_share_the_inbox(start_server):
    room = Room(start_server())
    second = RunningServer(room.server.var, room.server.database_url).start()
    try:
        web, table_id = participant(second, room.code, name="Bruno")
        bruno = Screen(web, table_id).open()
        bruno.until(lambda: bruno.table["notes_wait"])
        operation = note(bruno.table, str(uuid4()), room.secret)
        bruno.act(operation)
        bruno.settle()
        room.expects(operation["op"])

        room.decides(operation["op"], "accept")

        bruno.until(lambda: room.secret in visible(bruno))
        bruno.until(lambda: bruno.held[operation["op"]]["fate"] == "accepted")
    finally:
        second.stop()
