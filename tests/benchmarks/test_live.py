"""The comparison of `make bench-live` in small: what it says, what it counts, and what it refuses to believe."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import shutil
import threading
import uuid

import msgspec
import pytest
from benchmarks.house import Furnished, furnished_house
from benchmarks.live.cases import CASES, Case, cases_named
from benchmarks.live.node import split
from benchmarks.live.ours import Ours, said
from benchmarks.live.peers import prefixed
from benchmarks.live.play import compile_client, play
from benchmarks.live.results import COLUMNS, DOUBT, Run, median, ratios, table
from benchmarks.live.sayings import MARKERS, sayings_of
from benchmarks.live.script import Person, Welcome, frame, handshake, write_script
from websockets.asyncio.server import broadcast, serve

from atelier.engines.journal.frames import ClientFrame
from atelier.engines.journal.operations import Draw

needs_compiler = pytest.mark.skipif(shutil.which("cc") is None, reason="the load client is compiled when needed")
CPU = COLUMNS[0]
TABLE = Furnished(id=str(uuid.uuid4()), epoch="", seq=0, overlay=1, pencil="asset", sessions=[])
RUN = Run(
    case="W1-50",
    server="atelier",
    message_bytes=230,
    cpu_s=2.0,
    storm_cpu_s=-1.0,
    others_s=0.0,
    rss_mb=100,
    people=50,
    joined=50,
    gone=0,
    sent=1600,
    expected=78_400,
    delivered=78_400,
    repeated=0,
    p50_ms=1.0,
    p99_ms=8.0,
    late_p99_ms=0.1,
    joined_s=-0.5,
    last_s=8.0,
    wall_s=8.0,
    client_cpu_s=1.0,
    bytes_in=1,
    frames_in=1,
)


def slower(**changes) -> Run:
    return dataclasses.replace(RUN, server="other", **changes)


def test_median_is_the_middle_of_the_runs():
    assert median(CPU, [dataclasses.replace(RUN, cpu_s=cpu) for cpu in (9.0, 1.0, 2.0)]) == 2.0


def test_a_figure_is_refused_when_the_client_was_the_limit():
    busy = dataclasses.replace(RUN, client_cpu_s=7.6)

    assert median(CPU, [busy]) is None
    assert ratios([busy, slower()], "atelier").splitlines()[-1] == f"| W1-50 | other |{f' {DOUBT} |' * 4}"
    assert f"1 1{DOUBT}" in table([busy])


def test_ratios_are_ours_divided_by_theirs():
    runs = [RUN, slower(cpu_s=4.0, p99_ms=32.0, rss_mb=200)]

    assert ratios(runs, "atelier").splitlines()[-1] == "| W1-50 | other | 0.50 | – | 0.25 | 0.50 |"


def test_a_storm_is_compared_until_all_have_joined_on_either_server():
    runs = [dataclasses.replace(RUN, storm_cpu_s=1.5), slower(storm_cpu_s=6.0)]
    unfinished = slower(storm_cpu_s=-1.0)

    assert ratios(runs, "atelier").splitlines()[-1] == "| W1-50 | other | 1.00 | 0.25 | 1.00 | 1.00 |"
    assert ratios([*runs, unfinished], "atelier").splitlines()[-1] == "| W1-50 | other | 1.00 | – | 1.00 | 1.00 |"


def test_table_says_when_the_core_was_full_and_when_others_were_on_it():
    assert "| W1-50 | atelier | 1 1~ full | 7.90 |" in table([dataclasses.replace(RUN, cpu_s=7.9, others_s=1.0)])


def test_cases_are_found_by_name_and_rooms_of_any_size_made():
    assert cases_named([]) == CASES
    assert cases_named(["W2", "W1-12"]) == [CASES[3], Case("W1-12", people=12)]
    with pytest.raises(SystemExit):
        cases_named(["W9"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_message_carries_its_own_marker_and_is_what_a_screen_may_say(case):
    marker, found = MARKERS[case.kind], set()
    everyone = sayings_of(case, seconds=2)
    for says in everyone:
        for saying in says:
            text = msgspec.json.encode(said(saying, TABLE))
            decoded = msgspec.json.decode(text, type=ClientFrame)
            assert decoded.cursor or isinstance(decoded.ops[0], Draw)
            tail = text.partition(marker.needle)[2]
            found.add((int(tail[:4]), int(tail[4 + marker.skip :][: marker.digits])))

    assert found == {(person, number) for person, says in enumerate(everyone) for number in range(len(says))}
    assert len(everyone) == case.everyone


def test_lengths_are_written_as_yjs_writes_them():
    assert prefixed(b"a" * 300) == b"\xac\x02" + b"a" * 300


def test_updates_are_split_by_their_lengths():
    assert split(b"\x02\0\0\0ab\x01\0\0\0c") == [b"ab", b"c"]


@pytest.mark.parametrize(("size", "head"), [(5, b"\x82\x85"), (300, b"\x82\xfe\x01\x2c")])
def test_frames_are_masked_with_zeros(size, head):
    assert frame(b"x" * size) == head + bytes(4) + b"x" * size


@pytest.fixture
def relay_port():
    """A server that says to everyone what one says, and to each first that they are welcome."""
    ready, ports, over = threading.Event(), [], asyncio.Event()

    async def relay() -> None:
        present = set()

        async def attend(socket):
            await socket.recv()
            present.add(socket)
            await socket.send("welcome")
            async for message in socket:
                broadcast(present, message)

        async with serve(attend, "127.0.0.1", 0) as server:
            ports.append(server.sockets[0].getsockname()[1])
            loops.append(asyncio.get_running_loop())
            ready.set()
            await over.wait()

    loops = []
    thread = threading.Thread(target=asyncio.run, args=[relay()])
    thread.start()
    ready.wait(10)
    yield ports[0]
    loops[0].call_soon_threadsafe(over.set)
    thread.join()


@needs_compiler
def test_client_counts_what_everyone_hears(relay_port, tmp_path):
    import subprocess

    people = [
        Person(0, handshake("/", relay_port), frame(b"hello"), [(one.at_s, frame(one.stroke.encode())) for one in says])
        for says in sayings_of(Case("W1-5", people=5), seconds=1)
    ]
    late = dataclasses.replace(people[0], says=[], is_heard=False, comes_s=0.3)
    script = tmp_path / "script"
    write_script(
        script, [*people, late], port=relay_port, marker=MARKERS["strokes"], welcome=Welcome(b"welcome"), drain_s=5
    )

    done = subprocess.run([compile_client(tmp_path), script], input="go\n", capture_output=True, text=True, check=True)

    said_ready, said_joined, words = done.stdout.splitlines()
    heard = json.loads(words)
    assert (said_ready, said_joined) == ("ready 5", "joined")
    assert (heard["joined"], heard["gone"], heard["sent"]) == (6, 0, 20)
    assert heard["expected"] == heard["delivered"] == 20 * 4
    assert heard["repeated"] == 0
    assert 0 < heard["p50_ms"] <= heard["p99_ms"] < 1000 * heard["wall_s"]
    assert 0.3 <= heard["joined_s"] < heard["wall_s"]


@needs_compiler
@pytest.mark.server
def test_a_small_room_and_newcomers_are_played_on_our_server(tmp_path):
    case = Case("small", people=3, joiners=2, strokes=30)
    with furnished_house() as (house, _):
        ours = Ours(house, "SQLite")
        ours.prepare([case])
        run = play(ours, case, 1.0, tmp_path)

    assert (run.joined, run.gone, run.sent) == (5, 0, 12)
    assert run.delivered == run.expected == 12 * 2
    assert run.cpu_s > 0
    assert 0 <= run.storm_cpu_s <= run.cpu_s
    assert run.rss_mb > 10
