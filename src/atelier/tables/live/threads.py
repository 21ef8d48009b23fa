"""Reading the database off the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from django.db import close_old_connections

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
_readers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="table-reader")


async def in_thread(function: Callable[Asked, Answer], *args: Asked.args, **kwargs: Asked.kwargs) -> Answer:
    """Run a function that reads the database, off the event loop."""

    def run() -> Answer:
        close_old_connections()
        try:
            return function(*args, **kwargs)
        finally:
            close_old_connections()

    return await asyncio.get_running_loop().run_in_executor(_readers, run)
