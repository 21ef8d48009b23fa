"""Pages are made by a few threads that stay, however many people come."""

import asyncio
import threading
import time

from asgiref.sync import sync_to_async

from atelier.site.page_threads import PageThreads


def threads_of(count, *, at_once, page):
    threads = PageThreads(most=3)

    async def one():
        async with threads.one():
            return await sync_to_async(page)()

    async def everybody():
        found = []
        for _ in range(count // at_once):
            found += await asyncio.gather(*(one() for _ in range(at_once)))
        return found

    return asyncio.run(everybody())


def test_pages_one_after_the_other_are_made_by_one_thread():
    assert len(set(threads_of(20, at_once=1, page=threading.get_ident))) == 1


def test_crowd_is_served_by_a_few_threads():
    def page():
        time.sleep(0.001)
        return threading.get_ident()

    found = threads_of(200, at_once=100, page=page)

    assert len(found) == 200
    assert len(set(found)) == 3


def test_page_that_waits_does_not_hold_up_the_next():
    threads, waiting, answered = PageThreads(most=2), threading.Event(), threading.Event()

    async def one(work):
        async with threads.one():
            return await sync_to_async(work)()

    async def both():
        held = asyncio.create_task(one(lambda: waiting.wait(30)))
        await asyncio.sleep(0)
        await one(answered.set)
        waiting.set()
        return await held

    assert asyncio.run(both())
    assert answered.is_set()
