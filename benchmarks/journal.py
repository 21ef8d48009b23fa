"""Operations a second that the journal takes on one core: `.venv/bin/python -m benchmarks.journal [--seconds 10]`.

A real server (`atelier run`) on one core, a load client on the other; at each table a few people send operations as
fast as the table answers them. What counts is acknowledged, hence on disk. `--database postgresql://…` for PostgreSQL.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import time
from dataclasses import dataclass, field
from uuid import UUID

import msgspec
from uuid6 import uuid7
from websockets.asyncio.client import ClientConnection, connect

from atelier.engines.journal.frames import ClientFrame, Hello
from benchmarks.house import Furnished, Furniture, furnished_house
from benchmarks.live.ours import drawn
from benchmarks.live.sayings import small_trace
from benchmarks.measure import CLIENT_CORE, SERVER_CORE, Watch, on_core

MARKER = b'"kind":"draw"'
WARM_UP_S = 1.0


@dataclass
class Hand:
    """One person who sends `batch` operations at a time and waits until the table has shown all of them."""

    table: Furnished
    person: int
    batch: int
    acknowledged: int = 0
    waits_s: list[float] = field(default_factory=list)

    async def draw(self, port: int, until: float) -> None:
        cookie, origin = self.table.headers(self.person, port)
        headers = dict(line.split(": ", 1) for line in (cookie, origin))
        address = f"ws://127.0.0.1:{port}/ws/tables/{self.table.id}/"
        async with connect(address, additional_headers=headers, max_size=None, compression=None) as socket:
            hello = Hello(since=self.table.seq, epoch=self.table.epoch)
            await socket.send(msgspec.json.encode(ClientFrame(hello=hello)).decode())
            chance = random.Random(self.person)
            while time.perf_counter() < until:
                await self._one_batch(socket, chance)

    async def _one_batch(self, socket: ClientConnection, chance: random.Random) -> None:
        operations = [drawn(self.table, UUID(int=uuid7().int), small_trace(chance)) for _ in range(self.batch)]
        mine = {str(operation.op).encode() for operation in operations}
        started = time.perf_counter()
        await socket.send(msgspec.json.encode(ClientFrame(ops=list(operations))).decode())
        while mine:
            said = await socket.recv(decode=False)
            if MARKER in said:
                mine = {one for one in mine if one not in said}
        self.waits_s.append(time.perf_counter() - started)
        self.acknowledged += self.batch


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=float, default=10.0)
    asked.add_argument("--tables", type=int, nargs="*", default=[1, 4, 16])
    asked.add_argument("--hands", type=int, default=4, help="people at each table")
    asked.add_argument("--batch", type=int, nargs="*", default=[1, 20], help="operations a person sends at once")
    asked.add_argument("--database", default="", help="postgresql://…, instead of SQLite")
    sizes = asked.parse_args()
    if sizes.database:
        os.environ["ATELIER_DATABASE_URL"] = sizes.database
    with furnished_house(Furniture(sizes.hands, tables=max(sizes.tables))) as (house, [furnished]):
        print("| tables × hands × at once | operations/s on disk | ms of server CPU each | wait p50 / p99 ms |")
        print("|---|---|---|---|")
        for count in sizes.tables:
            for batch in sizes.batch:
                with contextlib.ExitStack() as stack:
                    with on_core(SERVER_CORE):
                        server = stack.enter_context(house.running())
                    assert server.process
                    hands = [Hand(table, one, batch) for table in furnished[:count] for one in range(sizes.hands)]
                    print(
                        measured(
                            hands, server.port, server.process.pid, sizes.seconds, f"{count} × {sizes.hands} × {batch}"
                        )
                    )


def measured(hands: list[Hand], port: int, pid: int, seconds: float, words: str) -> str:
    """A row of the table."""
    with on_core(CLIENT_CORE), Watch(pid) as watch:
        started = time.perf_counter()
        asyncio.run(everybody(hands, port, started + seconds))
        took = time.perf_counter() - started
    total = sum(hand.acknowledged for hand in hands)
    waits = sorted(1000 * wait for hand in hands for wait in hand.waits_s)
    p50, p99 = (waits[int(share * (len(waits) - 1))] for share in (0.5, 0.99))
    return f"| {words} | {total / took:.0f} | {1000 * watch.cpu_s / max(1, total):.2f} | {p50:.1f} / {p99:.1f} |"


async def everybody(hands: list[Hand], port: int, until: float) -> None:
    async with asyncio.TaskGroup() as group:
        for hand in hands:
            group.create_task(hand.draw(port, until))


if __name__ == "__main__":
    main()
