"""The day without Internet, through the doors people use: two servers, their screens, one file between them."""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import ExitStack

import pytest

from atelier.common.addresses import room_addresses
from tests.serving import ATELIER, RunningServer, free_port
from tests.tables.screens import Screen, change
from tests.tables.web import Web, codes_of_tables, facilitator, participant

pytestmark = pytest.mark.server


class Laptop(RunningServer):
    """A server begun by opening a suitcase, open to the room."""

    def open(self, suitcase) -> Laptop:
        self.port = self.port or free_port()
        self.lines.clear()
        self.process = subprocess.Popen(
            [*ATELIER, "suitcase", "open", str(suitcase), "--port", str(self.port)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._wait_for_welcome(self.process)
        return self


@pytest.fixture
def home(start_server):
    return start_server()


@pytest.fixture
def laptop(tmp_path_factory, home):
    """A machine with the software and nothing else: no database, no map, no Internet asked for."""
    with ExitStack() as stack:
        server = Laptop(tmp_path_factory.mktemp("laptop"))
        stack.callback(server.stop)
        yield server


@pytest.mark.skipif("ATELIER_DATABASE_URL" in os.environ, reason="the laptop has SQLite")
def test_the_day_without_internet(home, laptop, tmp_path):
    code = codes_of_tables(home)[0]
    anna = Screen(*participant(home, code, name="Anna")).open()
    shared = anna.draw(text="avant")
    anna.settle()

    home.run("suitcase", "pack", "dieppe", "--out", str(tmp_path / "dieppe.atelier"))
    laptop.open(tmp_path / "dieppe.atelier")

    assert codes_of_tables(laptop) == codes_of_tables(home)
    assert Web(laptop).get("/sites/dieppe/base.pmtiles").status in {200, 206}
    assert "Arques" in Web(laptop).get("/lieux/?q=arques&site=dieppe").body
    bruno = Screen(*participant(laptop, code, name="Bruno")).open()
    drawn = {anna.draw(text="maison") for _ in range(20)} | {bruno.draw(text="dehors") for _ in range(30)}
    anna.act(change("edit", shared, text="vu d’ici"))
    bruno.act(change("edit", shared, text="vu de là-bas"))
    anna.settle()
    bruno.settle()

    laptop.run("suitcase", "pack", "dieppe", "--out", str(tmp_path / "retour.atelier"))
    said = home.run("suitcase", "merge", str(tmp_path / "retour.atelier"))
    again = home.run("suitcase", "merge", str(tmp_path / "retour.atelier"))

    assert "31 opérations" in said
    assert "vu de là-bas" in said
    assert "31 opérations" not in again
    anna.until(lambda: drawn <= {str(one) for one in anna.state.things})
    assert "vu de là-bas" in {thing.text for thing in anna.state.visible()}
    assert "agree" in home.run("table", "verify", code)
    acknowledged = anna.acknowledged | bruno.acknowledged
    assert len(acknowledged) == 53
    for screen in (anna, bruno):
        screen.close()

    follow_home(home, laptop, bruno, tmp_path / "encore.atelier")
    assert "agree" in laptop.run("table", "verify", code)


def follow_home(home, laptop, bruno, suitcase):
    """A second day: the laptop takes home's order while somebody is at the table, who comes back to it."""
    home.run("suitcase", "pack", "dieppe", "--out", str(suitcase))
    bruno.open()
    bruno.draw(text="pas encore rapporté")
    bruno.settle()
    epoch = bruno.welcome["epoch"]
    laptop.run("suitcase", "open", str(suitcase), "--no-serve")
    bruno.until(lambda: bruno.welcome.get("restart"))
    again = Screen(bruno.web, bruno.table_id).open()
    assert again.welcome["epoch"] != epoch
    again.close()


@pytest.mark.skipif(not room_addresses(), reason="this machine is on no network")
@pytest.mark.skipif("ATELIER_DATABASE_URL" in os.environ, reason="the laptop has SQLite")
def test_phones_come_in_by_the_address_of_the_room_without_https(home, laptop, tmp_path):
    """Forms, cookies and sockets work under the laptop's own address, which is neither localhost nor secure."""
    home.run("suitcase", "pack", "dieppe", "--out", str(tmp_path / "dieppe.atelier"))
    laptop.open(tmp_path / "dieppe.atelier")
    address = room_addresses()[0].host
    keeper = facilitator(laptop)

    said = "".join(laptop.lines)
    room = keeper.get("/ateliers/dieppe/salle/").body
    pk = re.search(r"/tables/([0-9a-f-]{36})/", keeper.get("/ateliers/dieppe/").body)
    assert pk
    sheet = keeper.get(f"/tables/{pk.group(1)}/affichette/").body
    phone = Laptop(laptop.var, port=laptop.port, host=address)
    screen = Screen(*participant(phone, codes_of_tables(laptop)[0], name="Zoé")).open()
    screen.draw()
    screen.settle()
    screen.close()

    assert f"http://{address}:{laptop.port}/" in said
    assert "█" in said
    assert f"http://{address}:{laptop.port}/" in room
    assert f"http://{address}:{laptop.port}/t/" in sheet
    assert len(screen.acknowledged) == 1


def test_wrong_words_are_answered_in_a_sentence(home, tmp_path):
    (tmp_path / "x.atelier").write_bytes(b"not a zip")
    asked = {
        ("pack", "nowhere", "--out", str(tmp_path / "y")): "dieppe",
        ("merge", str(tmp_path / "x.atelier")): "valise",
        ("open", str(tmp_path / "x.atelier"), "--no-serve"): "valise",
    }
    for words, expected in asked.items():
        done = subprocess.run(
            [*ATELIER, "suitcase", *words], env=home.environment, capture_output=True, text=True, check=False
        )

        assert done.returncode == 1
        assert expected in done.stderr
        assert "Traceback" not in done.stderr
