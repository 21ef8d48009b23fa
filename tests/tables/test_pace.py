"""How long the writer waits before the next frame: never for a stroke that comes alone, longer for a larger room."""

import asyncio
import time

import pytest

from atelier.tables.live.pace import pause_for, worth_waiting
from atelier.tables.live.writer import Writer

pytestmark = pytest.mark.django_db(transaction=True)


def test_pause_grows_with_the_screens_that_are_told_up_to_a_limit():
    assert [round(1000 * pause_for(screens), 2) for screens in (0, 8, 200, 300, 5_000)] == [0, 0.4, 10, 15, 15]


def test_a_busy_process_holds_back_the_frames_of_large_rooms_longer():
    assert [round(1000 * worth_waiting(screens), 2) for screens in (0, 8, 50, 100, 200, 5_000)] == [
        5,
        5,
        7.5,
        15,
        30,
        30,
    ]


async def test_what_a_large_room_writes_meanwhile_goes_in_one_group(monkeypatch):
    writer, groups = Writer(), []
    monkeypatch.setattr(writer, "_try", lambda group: groups.append(len(group)))
    alone = writer.append("a", list, screens=1_000)
    await alone

    await asyncio.gather(*(writer.append("a", list, screens=1_000) for _ in range(5)))

    assert groups == [1, 5]


async def test_stroke_that_comes_alone_is_not_held_back(monkeypatch):
    writer = Writer()
    monkeypatch.setattr(writer, "_try", lambda group: None)
    await writer.append("a", list, screens=1_000)
    writer._handed_at = time.monotonic() - 1

    handed = asyncio.ensure_future(writer.append("a", list, screens=1_000))
    await asyncio.sleep(0)

    assert writer._timer
    assert writer._timer.when() - asyncio.get_running_loop().time() <= 0
    await handed
