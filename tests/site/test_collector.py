"""What pages leave is freed when no page is under way."""

import asyncio
import gc
import weakref

import pytest

from atelier.site import collector
from atelier.site.collector import SOON_S, Tidying


class Left:
    """Only the collector frees it."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def left(monkeypatch):
    monkeypatch.setattr(collector, "WORTH_IT", 0)
    gc.disable()
    yield weakref.ref(Left())
    gc.enable()


def test_what_a_page_left_is_freed_soon_after_it(left):
    async def page():
        Tidying().soon()
        assert left() is not None
        await asyncio.sleep(10 * SOON_S)

    asyncio.run(page())

    assert left() is None


def test_a_page_that_begins_is_not_stopped_by_the_search(left):
    async def two_pages():
        tidying = Tidying()
        tidying.soon()
        tidying.not_now()
        await asyncio.sleep(10 * SOON_S)

    asyncio.run(two_pages())

    assert left() is not None


def test_little_is_not_worth_a_search(left, monkeypatch):
    monkeypatch.setattr(collector, "WORTH_IT", 1_000)

    collector.tidy()

    assert left() is not None
