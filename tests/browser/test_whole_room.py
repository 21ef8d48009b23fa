"""The whole room, in one story: a facilitator on a computer, Zoé on a phone, Jeanne on a tablet, and a wall.

They live a workshop from its first phase to the suitcase that comes home. What each does is told in `acts`.
"""

from __future__ import annotations

import pytest

from tests.browser.accessibility import assert_accessible
from tests.browser.acts import carrying, facilitating, gathering, importing, replaying
from tests.browser.hand import Hand
from tests.browser.test_table_story import facilitator_opens_the_table, participant_joins
from tests.suitcase.test_two_servers import Laptop
from tests.tables.web import codes_of_tables

GONE = r"WebSocket connection|Failed to load resource"


@pytest.fixture
def laptop(tmp_path_factory):
    """A machine with the software and nothing else."""
    server = Laptop(tmp_path_factory.mktemp("laptop"))
    yield server
    server.stop()


def test_a_workshop_from_its_first_phase_to_the_suitcase_that_comes_home(
    running_server, laptop, open_screen, complaints, picture, tmp_path
):
    complaints.allow(GONE)
    code = codes_of_tables(running_server)[1]
    keeper, zoe, jeanne = open_screen("computer"), open_screen("phone"), open_screen("tablet")
    facilitator_opens_the_table(keeper)
    participant_joins(zoe, code)
    gathering.jeanne_joins(jeanne, code)
    wall = facilitating.open_the_wall(keeper)

    keeper.get_by_role("button", name="Animer", exact=True).click()
    panel = keeper.get_by_role("region", name="Animer", exact=True)
    facilitating.a_phase_with_its_clock(keeper, zoe, wall, picture)
    facilitating.the_table_is_locked_and_opened_again(panel, zoe)
    facilitating.each_to_their_own_work(panel, zoe)
    facilitating.all_maps_follow_until_one_takes_hers_back(keeper, panel, zoe, picture)
    facilitating.a_view_and_a_note_are_brought_to_the_wall(keeper, zoe, wall, picture)
    facilitating.names_are_hidden_by_the_server(keeper, panel, zoe, wall, picture)
    assert_accessible(keeper)
    facilitating.the_whole_room_from_a_phone(keeper, open_screen, picture)
    wall.close()

    gathering.notes_wait_for_the_facilitator(keeper, zoe, picture)
    gathering.a_scribe_writes_for_odette(keeper, jeanne, zoe, picture)
    replaying.what_was_erased_comes_back_and_the_session_is_played_again(
        jeanne, Hand(jeanne, touch=True), picture, tmp_path
    )
    jeanne.close()

    importing.a_shapefile_is_laid_after_its_preview(keeper, picture, tmp_path)
    gathering.notes_pass_again(keeper)
    carrying.the_table_is_read_through_its_api(running_server, code)
    carrying.both_servers_work_and_the_laptop_comes_home(running_server, laptop, keeper, open_screen, code, tmp_path)

    keeper.get_by_role("button", name="Animer", exact=True).click()
    facilitating.someone_is_removed_and_comes_back(panel, keeper, zoe)
