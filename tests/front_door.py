"""A reverse proxy as small as can be: one address, several servers behind, the first that answers takes the caller.

It forwards bytes and keeps the `Host` header, as a real one in front of Atelier must; a server that was killed closes
its callers' connections, and who comes back is let in by another.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Sequence

from tests.serving import RunningServer, free_port


class FrontDoor:
    """Runs in a thread of its own. What a test needs of a server (`url`, `host`, `port`), it has."""

    def __init__(self, servers: Sequence[RunningServer]) -> None:
        self.servers = list(servers)
        self.host, self.port = "127.0.0.1", free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._is_open, self._ending = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),))

    def __enter__(self) -> FrontDoor:
        self._thread.start()
        assert self._is_open.wait(10)
        return self

    def __exit__(self, *_error: object) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        async with await asyncio.start_server(self._let_in, "127.0.0.1", self.port):
            self._is_open.set()
            await self._ending.wait()
        callers = asyncio.all_tasks() - {asyncio.current_task()}
        for task in callers:
            task.cancel()
        await asyncio.gather(*callers, return_exceptions=True)

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for server in self.servers:
            with contextlib.suppress(OSError):
                inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", server.port)
                await asyncio.gather(_pass(reader, inner_writer), _pass(inner_reader, writer))
                return
        writer.close()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while said := await reader.read(65_536):
            writer.write(said)
            await writer.drain()
    writer.close()
