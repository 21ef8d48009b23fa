"""The live table through its real door: a server process, real sockets, several people."""

from __future__ import annotations

import json
import random
import threading
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from atelier.engines.journal.trace import E7
from tests.tables.screens import HERE, Screen, change, stroke
from tests.tables.web import Web, codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def codes(running_server):
    return codes_of_tables(running_server)


@pytest.fixture
def code(codes):
    return codes[0]


@pytest.fixture
def sit(running_server, code):
    opened = []

    def one(name="Zoé", **options):
        web, table_id = participant(running_server, code, name=name, **options)
        opened.append(Screen(web, table_id).open())
        return opened[-1]

    yield one
    for screen in opened:
        screen.close()


def test_a_stroke_reaches_the_others_once_and_attributed(sit):
    anna, bruno = sit("Anna"), sit("Bruno")

    target = anna.draw(text="ici")
    anna.settle()
    bruno.until(lambda: bruno.state.seq == anna.state.seq)

    thing = next(one for one in bruno.state.visible() if str(one.id) == target)
    assert (thing.text, thing.seat) == ("ici", anna.welcome["seat"])


def test_an_operation_sent_twice_is_applied_once(sit):
    anna = sit("Anna")
    operation = stroke(anna.table, str(uuid4()))

    anna.act(operation, operation)
    anna.settle()
    before = anna.state.seq
    anna.pending[operation["op"]] = operation
    anna.say({"ops": [operation]})
    anna.settle()

    assert anna.state.seq == before
    assert anna.refused == []


def test_a_screen_that_was_away_receives_what_it_missed_and_nothing_twice(sit):
    anna, bruno = sit("Anna"), sit("Bruno")
    bruno.close()
    for _ in range(30):
        anna.draw()
        bruno.draw()
    anna.settle()

    bruno.open()
    bruno.settle()
    anna.until(lambda: anna.state.seq == bruno.state.seq)

    assert anna.state == bruno.state


def test_any_interleaving_of_hands_cuts_and_duplicates_converges(running_server, code, sit):
    screens = [sit(name) for name in ("Anna", "Bruno", "Chloé")]
    hands = [threading.Thread(target=_scribble, args=(screen, seed)) for seed, screen in enumerate(screens)]

    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    last = max(screen.state.seq for screen in screens)
    for screen in screens:
        screen.until(lambda screen=screen: screen.state.seq >= last)

    assert screens[0].state == screens[1].state == screens[2].state
    assert "no gap" in running_server.run("table", "verify", code)


def _scribble(screen, seed):
    """Sixty acts of one hand: draws, edits, cuts, erasures, duplicates, the network cut now and then."""
    chance = random.Random(seed)
    targets = [screen.draw()]
    for _ in range(60):
        target = chance.choice(targets)
        act = chance.choice(["draw", "edit", "cut", "erase", "restore", "twice", "away"])
        if act == "draw":
            targets.append(screen.draw())
        elif act == "edit":
            screen.act(change("edit", target, text=f"mot {chance.random()}"))
        elif act == "cut":
            screen.act(
                change("cut", target, pieces=[{"object": str(uuid4()), "trace": [*HERE, chance.randint(1, 9), 5]}])
            )
        elif act in {"erase", "restore"}:
            screen.act(change(act, target))
        elif act == "twice" and screen.pending:
            screen.say({"ops": list(screen.pending.values())})
        elif act == "away":
            screen.close()
            targets.append(screen.draw())
            screen.open()
        screen.read(0.01)
    screen.settle()


MANY = [0, 0] * 500_000


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("pas du JSON", "malformed"),
        ("[1, 2]", "malformed"),
        ('{"ops": 3}', "malformed"),
        ('{"surprise": 1}', "malformed"),
        ('{"cursor": {"lon": NaN, "lat": 1}}', "malformed"),
        ('{"cursor": {"lon": 1e999, "lat": 1}}', "malformed"),
        ("[" * 100_000, "malformed"),
        ({"trace": [181 * E7, 0]}, "out_of_world"),
        ({"trace": []}, "empty_trace"),
        ({"trace": [1.5, 2]}, "malformed"),
        ({"trace": [0, 0] * 5_001}, "malformed"),
        ({"trace": MANY}, "too_large"),
        ({"text": "x" * 2_001}, "malformed"),
        ({"overlay": 999_999}, "unknown_overlay"),
        ({"pencil": "or"}, "unknown_pencil"),
        ({"seat": 1}, "malformed"),
        ({"kind": "destroy"}, "malformed"),
        ({"op": "moi"}, "malformed"),
    ],
)
def test_what_cannot_be_is_refused_with_a_code_and_harms_nobody(sit, said, expected):
    anna, bruno = sit("Anna"), sit("Bruno")
    if isinstance(said, dict):
        said = json.dumps({"ops": [stroke(anna.table, str(uuid4())) | said]})

    anna.say(said)
    anna.until(lambda: bool(anna.refused))
    target = anna.draw()
    anna.settle()
    bruno.until(lambda: any(str(thing.id) == target for thing in bruno.state.visible()))

    assert anna.refused[0][1] == expected


def test_the_good_operations_of_a_bad_frame_are_kept(sit):
    anna = sit("Anna")
    good, bad = stroke(anna.table, str(uuid4())), stroke(anna.table, str(uuid4())) | {"trace": "ligne"}

    anna.act(good, bad)
    anna.settle()

    assert anna.acknowledged == {good["op"]}
    assert anna.refused == [(bad["op"], "malformed")]


def test_an_object_of_another_table_is_unknown_here(running_server, codes, sit):
    web, other_table = participant(running_server, codes[1], name="Dora")
    dora, anna = Screen(web, other_table).open(), sit("Anna")
    target = dora.draw()
    dora.settle()

    anna.act(change("erase", target))
    anna.settle()
    dora.close()

    assert anna.refused[-1][1] == "unknown_object"


def test_a_locked_overlay_and_a_closed_table_refuse(running_server, code, sit):
    anna, keeper = sit("Anna"), facilitator(running_server)
    page = f"/tables/{anna.table_id}/animation/"
    overlay = anna.table["overlays"][0]["id"]
    token = _token(keeper, page)

    keeper.post(f"/tables/{anna.table_id}/calques/{overlay}/verrou/", is_locked="yes", csrfmiddlewaretoken=token)
    anna.until(lambda: anna.table["overlays"][0]["is_locked"])
    anna.draw()
    anna.settle()
    keeper.post(f"/tables/{anna.table_id}/calques/{overlay}/verrou/", is_locked="no", csrfmiddlewaretoken=token)
    keeper.post(f"/tables/{anna.table_id}/porte/", is_open="no", csrfmiddlewaretoken=token)
    anna.until(lambda: not anna.table["is_open"])
    anna.draw()
    anna.settle()
    keeper.post(f"/tables/{anna.table_id}/porte/", is_open="yes", csrfmiddlewaretoken=token)
    anna.until(lambda: anna.table["is_open"] and "draw" in anna.welcome["abilities"])
    anna.draw()
    anna.settle()

    assert [refused for _, refused in anna.refused] == ["overlay_locked", "table_closed"]


def test_work_done_before_the_table_closed_enters_when_it_arrives_after(running_server, sit):
    anna, keeper = sit("Anna"), facilitator(running_server)
    late = stroke(anna.table, str(uuid4()))
    token = _token(keeper, f"/tables/{anna.table_id}/animation/")
    keeper.post(f"/tables/{anna.table_id}/porte/", is_open="no", csrfmiddlewaretoken=token)
    anna.until(lambda: not anna.table["is_open"])

    anna.act(late)
    anna.settle()
    keeper.post(f"/tables/{anna.table_id}/porte/", is_open="yes", csrfmiddlewaretoken=token)
    anna.until(lambda: anna.table["is_open"])

    assert anna.refused == []
    assert late["op"] in anna.acknowledged


def _token(web, page):
    body = web.get(page).body
    return body.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]


def test_a_removed_seat_loses_its_socket_and_its_traces_stay(running_server, sit):
    anna, bruno, keeper = sit("Anna"), sit("Bruno"), facilitator(running_server)
    target = anna.draw()
    anna.settle()

    page = f"/tables/{anna.table_id}/"
    token = _token(keeper, f"{page}animation/")
    keeper.post(f"{page}sieges/{anna.welcome['seat']}/retirer/", csrfmiddlewaretoken=token)
    with pytest.raises(AssertionError, match="closed"):
        anna.until(lambda: False)
    bruno.until(lambda: any(str(thing.id) == target for thing in bruno.state.visible()))

    with pytest.raises(InvalidStatus):
        anna.open(epoch="-")


def test_the_socket_refuses_strangers_and_other_sites(running_server, sit):
    anna = sit("Anna")

    with pytest.raises(InvalidStatus):
        Screen(Web(running_server), anna.table_id).open(epoch="-")
    with pytest.raises(InvalidStatus):
        Screen(anna.web, anna.table_id).open(epoch="-", origin="https://ailleurs.example")


def test_an_object_of_another_table_cannot_be_drawn_over_here(running_server, codes, sit):
    web, other_table = participant(running_server, codes[1], name="Dora")
    dora, anna = Screen(web, other_table).open(), sit("Anna")
    target = dora.draw(text="À Dora")
    dora.settle()

    anna.act(stroke(anna.table, target, text="Vandale"))
    good = anna.draw()
    anna.settle()
    dora.close()

    assert [code for _, code in anna.refused] == ["object_exists"]
    assert good in {str(thing.id) for thing in anna.state.visible()}
    assert "no gap" in running_server.run("table", "verify", codes[1])


def test_work_done_before_a_sheet_was_locked_enters_when_it_arrives_after(running_server, sit):
    anna, keeper = sit("Anna"), facilitator(running_server)
    overlay = anna.table["overlays"][1]["id"]
    late = stroke(anna.table, str(uuid4()), overlay=overlay)
    lock = f"/tables/{anna.table_id}/calques/{overlay}/verrou/"
    token = _token(keeper, f"/tables/{anna.table_id}/animation/")
    keeper.post(lock, is_locked="yes", csrfmiddlewaretoken=token)
    anna.until(lambda: anna.table["overlays"][1]["is_locked"])

    anna.act(late)
    anna.settle()
    keeper.post(lock, is_locked="no", csrfmiddlewaretoken=token)

    assert anna.refused == []


def test_a_screen_behind_by_many_heavy_strokes_catches_up(sit):
    anna, bruno = sit("Anna"), sit("Bruno")
    bruno.close()
    heavy = [*HERE, *[7, -7] * 4_990]
    for _ in range(12):
        anna.act(*(stroke(anna.table, str(uuid4()), trace=heavy) for _ in range(8)))
    anna.settle()

    bruno.open()
    bruno.until(lambda: bruno.state.seq == anna.state.seq)

    assert bruno.state == anna.state


def test_ink_is_shown_while_it_is_drawn_and_never_stored(sit):
    anna, bruno = sit("Anna"), sit("Bruno")
    ink = {"object": str(uuid4()), "shape": "stroke", "overlay": anna.table["overlays"][0]["id"], "pencil": "blockage"}

    anna.say({"ink": {**ink, "trace": [10, 10, 5, 5]}})
    anna.say({"ink": {**ink, "trace": [15, 15, 7, 7]}})
    bruno.until(lambda: bool(bruno.ink))

    anna.draw()
    anna.settle()
    bruno.until(lambda: bruno.state.seq == anna.state.seq)

    assert bruno.ink[0]["seat"] == anna.welcome["seat"]
    assert ink["object"] not in {str(target) for target in bruno.state.things}
