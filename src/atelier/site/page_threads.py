"""The threads that make pages, and keep their connection to the database from one page to the next.

Left to itself Django makes a thread for each request under ASGI, and each thread opens the database anew: two hundred
people who come in at once cost two hundred of both, and 170 MB.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MOST = 4  # pages wait for the interpreter more than for the database


class PageHandler(ASGIHandler):
    """Our pages are synchronous: middleware and view run in one go in the request's thread.

    Left to itself Django goes back to the loop between the middleware and the view: four changes of thread a page.
    """

    def load_middleware(self, is_async: bool = False) -> None:
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)


def _one_thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")


@dataclass
class PageThread:
    """One thread, started when first needed; `under_way` counts its requests."""

    executor: ThreadPoolExecutor = field(default_factory=_one_thread)
    under_way: int = 0


class PageThreads:
    """Used on the event loop. Calm, one thread makes all the pages; a page that waits leaves the others to the next."""

    def __init__(self, most: int = MOST) -> None:
        self._threads = [PageThread() for _ in range(most)]

    @property
    def are_busy(self) -> bool:
        return any(thread.under_way for thread in self._threads)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Synchronous code called within runs in the least busy of the threads."""
        thread = min(self._threads, key=lambda one: one.under_way)
        thread.under_way += 1
        try:
            async with ThreadSensitiveContext(executor=thread.executor):
                yield
        finally:
            thread.under_way -= 1
