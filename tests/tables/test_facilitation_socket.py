"""What a facilitator does, as the screens of a real server hear it."""

import re
import time

import pytest

from tests.tables.screens import Screen, change
from tests.tables.web import codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server
HERE = {"west": 1.0, "south": 49.8, "east": 1.2, "north": 50.0}
THERE = {"west": 1.05, "south": 49.9, "east": 1.1, "north": 49.95}


class Keeper:
    """The demonstration's facilitator, at a table, with the gestures of the panel."""

    def __init__(self, server, table_id):
        self.web, self.table_id = facilitator(server), table_id
        page = self.web.get(f"/tables/{table_id}/").body
        self.token = re.search(r'"token": "([^"]+)"', page).group(1)
        self.address = re.search(r'"gestureUrl": "([^"]+)"', page).group(1)
        self.screen = Screen(self.web, table_id).open()

    def do(self, gesture, **fields):
        answer = self.web.post(self.address, csrfmiddlewaretoken=self.token, gesture=gesture, **fields)
        assert answer.status == 200, answer.body[:500]

    def here(self, gesture, **fields):
        self.do(gesture, table=self.table_id, **fields)


@pytest.fixture
def anna(running_server):
    web, table_id = participant(running_server, codes_of_tables(running_server)[0], name="Anna")
    return Screen(web, table_id).open()


@pytest.fixture
def keeper(running_server, anna):
    return Keeper(running_server, anna.table_id)


def test_the_table_tells_its_hour_and_the_end_of_the_phase_by_it(keeper, anna):
    assert abs(anna.welcome["now"] - time.time() * 1000) < 60_000

    keeper.do("phase_begin", title="Tour de table", minutes="10")
    anna.until(lambda: anna.table["phase"] is not None)

    phase = anna.table["phase"]
    assert phase["title"] == "Tour de table"
    assert phase["ends_at"] - phase["began_at"] == phase["length_ms"] == 600_000
    late = Screen(anna.web, anna.table_id).open()
    assert late.table["phase"] == phase
    keeper.do("phase_end")
    anna.until(lambda: anna.table["phase"] is None)


def test_own_work_only_protects_what_others_drew_at_once(keeper, anna):
    target = keeper.screen.draw()
    keeper.screen.settle()
    keeper.here("own_work", is_on="on")
    anna.until(lambda: "alter_any" not in anna.welcome["abilities"])

    anna.act(change("erase", target))
    anna.settle()
    assert [code for _op, code in anna.refused] == ["not_yours"]

    keeper.here("own_work")
    anna.until(lambda: "alter_any" in anna.welcome["abilities"])
    anna.act(change("erase", target))
    anna.settle()
    assert len(anna.refused) == 1


def test_screens_follow_the_leading_view_and_nobody_elses(keeper, anna):
    keeper.here("view_lead", **{side: str(place) for side, place in HERE.items()})
    anna.until(lambda: anna.table["lead"] is not None)
    assert anna.table["lead"]["look"] == HERE

    anna.say({"look": {**THERE, "west": -3.0}})
    for step in range(40):
        keeper.screen.say({"look": {**THERE, "west": 1.05 + step / 10_000}})
    last = 1.05 + 39 / 10_000
    anna.until(lambda: bool(anna.looks) and anna.looks[-1]["west"] == pytest.approx(last))
    assert len(anna.looks) < 10
    assert min(look["west"] for look in anna.looks) > 0
    late = Screen(anna.web, anna.table_id).open()
    assert late.table["lead"]["look"]["west"] == pytest.approx(last)

    keeper.do("view_release")
    anna.until(lambda: anna.table["lead"] is None)


def test_hidden_names_are_in_no_frame_even_of_keepers(keeper, anna):
    assert {"Anna"} < {person["name"] for person in anna.people.values()}

    keeper.do("names_show")
    anna.until(lambda: anna.table["shows_names"] is False)
    late, watcher = Screen(anna.web, anna.table_id).open(), Screen(keeper.web, anna.table_id).open()

    anna.until(lambda: {person["name"] for person in anna.people.values()} == {""})  # told in the next breath
    for screen in (late, watcher):
        assert {person["name"] for person in screen.people.values()} == {""}
    keeper.do("names_show", is_on="on")
    anna.until(lambda: "Anna" in {person["name"] for person in anna.people.values()})
