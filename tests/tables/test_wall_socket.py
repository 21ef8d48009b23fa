"""A wall's sockets, on a real server: they look, they say nothing, they close with the wall."""

import re
from uuid import uuid4

import pytest
from websockets.exceptions import InvalidStatus

from tests.tables.screens import Screen, stroke
from tests.tables.web import Web, codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server
WALL = "/seances/1/mur/"


@pytest.fixture
def keeper(running_server):
    return facilitator(running_server)


@pytest.fixture
def projector(running_server, keeper):
    """A computer where nobody is signed in and the code of the wall was typed."""
    shown = keeper.submit(f"{WALL}adresse/").body
    code = re.search(r">\s*([A-Z2-9]{4} [A-Z2-9]{4})\s*<", shown)
    web = Web(running_server)
    assert web.submit("/mur/", code=code.group(1)).url.endswith(WALL)
    return web


def test_a_wall_sees_what_is_drawn_and_may_not_draw(running_server, projector):
    web, table_id = participant(running_server, codes_of_tables(running_server)[0], name="Anna")
    anna, wall = Screen(web, table_id).open(), Screen(projector, table_id).open()

    target = anna.draw()
    anna.settle()
    wall.until(lambda: any(str(thing.id) == target for thing in wall.state.visible()))
    wall.act(stroke(wall.table, str(uuid4())))
    wall.settle()
    anna.close()
    wall.close()

    assert (wall.welcome["seat"], wall.welcome["abilities"]) == (0, ["see"])
    assert len(wall.refused) == 1


def test_the_sockets_of_a_wall_close_with_it(running_server, keeper, projector):
    _web, table_id = participant(running_server, codes_of_tables(running_server)[0], name="Bruno")
    wall = Screen(projector, table_id).open()

    keeper.submit(f"{WALL}adresse/", close="yes")
    with pytest.raises(AssertionError, match="closed"):
        wall.until(lambda: False)

    with pytest.raises(InvalidStatus):
        wall.open(epoch="-")
