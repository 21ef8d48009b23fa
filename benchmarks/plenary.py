"""Two hours of a plenary, accelerated, and the memory of the server: `.venv/bin/python -m benchmarks.plenary`.

`--people` at `--tables` draw a stroke every twenty seconds, point once a second, and their screens sleep and wake
every ten minutes; `--speed` minutes of the plenary are played in one. Prints a row for each quarter of an hour.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import time
from dataclasses import dataclass
from uuid import UUID

import msgspec
from uuid6 import uuid7
from websockets.asyncio.client import ClientConnection, connect

from atelier.engines.journal.frames import ClientFrame, Cursor, Hello, ServerFrame
from benchmarks.house import Furnished, Furniture, furnished_house
from benchmarks.live.ours import drawn
from benchmarks.live.sayings import small_trace
from benchmarks.measure import cpu_s, rss_mb

STROKE_EVERY_S, POINT_EVERY_S, AWAY_EVERY_S = 20.0, 1.0, 600.0
MINUTES_A_ROW = 15
_decoder = msgspec.json.Decoder(ServerFrame)


@dataclass
class Plenary:
    """Plenary seconds are `speed` times shorter here."""

    port: int
    speed: float
    minutes: float
    strokes: int = 0
    returns: int = 0
    failures: int = 0

    def __post_init__(self) -> None:
        self.began = time.perf_counter()

    @property
    def minute(self) -> float:
        return (time.perf_counter() - self.began) * self.speed / 60

    async def sit(self, table: Furnished, person: int) -> None:
        """One participant, until the end; comes back after each absence from the last entry it knows."""
        chance, since = random.Random(f"{table.id}{person}"), table.seq
        cookie, origin = table.headers(person, self.port)
        headers = dict(line.split(": ", 1) for line in (cookie, origin))
        address = f"ws://127.0.0.1:{self.port}/ws/tables/{table.id}/"
        await asyncio.sleep(chance.random() * POINT_EVERY_S / self.speed)
        while self.minute < self.minutes:
            try:
                async with connect(address, additional_headers=headers, max_size=None, compression=None) as socket:
                    since = await self._stay(socket, table, since, chance)
            except OSError:
                self.failures += 1
                await asyncio.sleep(0.5)
            self.returns += 1

    async def _stay(self, socket: ClientConnection, table: Furnished, since: int, chance: random.Random) -> int:
        await socket.send(_said(ClientFrame(hello=Hello(since=since, epoch=table.epoch))))
        heard = Heard(since)
        reading = asyncio.create_task(heard.follow(socket))
        leaves = self.minute + chance.uniform(0.5, 1.5) * AWAY_EVERY_S / 60
        while self.minute < min(leaves, self.minutes):
            await asyncio.sleep(POINT_EVERY_S / self.speed)
            await socket.send(_said(ClientFrame(cursor=Cursor(lon=1.07 + chance.random() / 50, lat=49.92))))
            if chance.random() < POINT_EVERY_S / STROKE_EVERY_S:
                await socket.send(_said(ClientFrame(ops=[drawn(table, UUID(int=uuid7().int), small_trace(chance))])))
                self.strokes += 1
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        return heard.seq


@dataclass
class Heard:
    """The number of the last entry a screen holds; too far behind, it takes the snapshot's place in its stride."""

    seq: int

    async def follow(self, socket: ClientConnection) -> None:
        async for said in socket:
            frame = _decoder.decode(said)
            if frame.welcome and frame.welcome.restart:
                self.seq = frame.welcome.seq
            if frame.seq and frame.ops:
                self.seq = frame.seq + len(frame.ops) - 1


def _said(frame: ClientFrame) -> str:
    return msgspec.json.encode(frame).decode()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--people", type=int, default=120)
    asked.add_argument("--tables", type=int, default=12)
    asked.add_argument("--minutes", type=float, default=120)
    asked.add_argument("--speed", type=float, default=30)
    sizes = asked.parse_args()
    wanted = Furniture(sizes.people // sizes.tables, tables=sizes.tables)
    with furnished_house(wanted) as (house, [tables]), house.running() as server:
        assert server.process
        plenary = Plenary(server.port, sizes.speed, sizes.minutes)
        print("| minute | server MB | CPU s | strokes | returns | failures |\n|---|---|---|---|---|---|")
        asyncio.run(play(plenary, tables, server.process.pid))


async def play(plenary: Plenary, tables: list[Furnished], pid: int) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(report(plenary, pid))
        for table in tables:
            for person in range(len(table.sessions)):
                group.create_task(plenary.sit(table, person))
    print(row(plenary, pid))


async def report(plenary: Plenary, pid: int) -> None:
    due = 0.0
    while due < plenary.minutes:
        print(row(plenary, pid), flush=True)
        due += MINUTES_A_ROW
        await asyncio.sleep(max(0.0, (min(due, plenary.minutes) - plenary.minute) * 60 / plenary.speed))


def row(plenary: Plenary, pid: int) -> str:
    facts = (
        f"{plenary.minute:.0f}",
        f"{rss_mb(pid):.0f}",
        f"{cpu_s(pid):.1f}",
        plenary.strokes,
        plenary.returns,
        plenary.failures,
    )
    return f"| {' | '.join(str(fact) for fact in facts)} |"


if __name__ == "__main__":
    main()
