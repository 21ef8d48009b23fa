"""A backup made while people draw, and put back: through the command line, on real servers and databases."""

from __future__ import annotations

import json
import threading
import zipfile

import pytest

from tests.serving import ServerFailed
from tests.tables.screens import Screen
from tests.tables.web import Web, codes_of_tables, participant

pytestmark = pytest.mark.server


def test_what_was_saved_comes_back_and_screens_begin_a_new_epoch(start_server, tmp_path):
    server = start_server()
    saved = tmp_path / "saved.zip"
    web, table = participant(server, codes_of_tables(server)[0], name="Anna")
    anna = Screen(web, table).open()
    before = drawn(anna, 5)

    server.run("backup", "make", str(saved))
    after = drawn(anna, 5)
    with pytest.raises(ServerFailed, match="Arrêtez"):
        server.run("backup", "restore", str(saved), "--replace")
    server.stop()
    with pytest.raises(ServerFailed, match="--replace"):
        server.run("backup", "restore", str(saved))
    said = server.run("backup", "restore", str(saved), "--replace")
    server.start()

    found = {thing["id"] for thing in state_of(web, table)["things"]}
    assert before <= found
    assert not found & after
    again = Screen(web, table).open(epoch=anna.welcome["epoch"])
    assert again.welcome["epoch"] != anna.welcome["epoch"]
    assert before <= {str(thing.id) for thing in again.state.visible()}
    assert "before" in said
    assert saved.stat().st_mode & 0o077 == 0
    assert "no gap" in server.run("table", "verify", codes_of_tables(server)[0])


def test_a_backup_made_while_people_draw_is_whole(start_server, tmp_path):
    server = start_server()
    code = codes_of_tables(server)[0]
    screen = Screen(*participant(server, code, name="Anna")).open()
    done = threading.Event()
    hand = threading.Thread(target=draw_until, args=(screen, done))

    hand.start()
    try:
        for _ in range(3):
            server.run("backup", "make", str(tmp_path), "--keep", "2")
    finally:
        done.set()
        hand.join()
    kept = sorted(tmp_path.glob("atelier-*.zip"))
    server.stop()
    server.run("backup", "restore", str(kept[-1]), "--replace")

    assert 1 <= len(kept) <= 2
    assert "no gap" in server.run("table", "verify", code)


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        ("cut", "pas une sauvegarde"),
        ("other", "pas une sauvegarde"),
        ("changed", "endommagée"),
        ("missing", "endommagée"),
        ("outside", "endommagée"),
        ("later", "version plus récente"),
        ("elsewhere", "base"),
    ],
)
def test_a_backup_that_cannot_be_used_is_refused_before_anything_is_touched(shared_saved, tmp_path, damage, sentence):
    server, saved = shared_saved
    file = tmp_path / "saved.zip"
    damaged(saved, file, damage)

    with pytest.raises(ServerFailed, match=sentence) as refusal:
        server.run("backup", "restore", str(file), "--replace")

    assert "Traceback" not in str(refusal.value)
    assert codes_of_tables(server)


@pytest.fixture(scope="module")
def shared_saved(running_server, tmp_path_factory):
    """A stopped server and its backup."""
    saved = tmp_path_factory.mktemp("saved") / "saved.zip"
    running_server.run("backup", "make", str(saved))
    running_server.stop()
    return running_server, saved


def damaged(saved, file, damage):
    """A copy of `saved` with one thing wrong."""
    if damage == "cut":
        file.write_bytes(saved.read_bytes()[:-2000])
        return
    if damage == "other":
        file.write_bytes(b"%PDF-1.7 something else")
        return
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in source.infolist():
            content = changed(info.filename, source.read(info), damage)
            if content is not None:
                copy.writestr(info.filename, content)
        if damage == "outside":
            copy.writestr("var/../../evil", "evil")


def changed(name, content, damage):
    if name == "manifest.json":
        said = json.loads(content)
        said["format"] = 99 if damage == "later" else said["format"]
        said["database"] = "oracle" if damage == "elsewhere" else said["database"]
        if damage == "outside":
            said["files"]["var/../../evil"] = said["files"]["var/secret_key"]
        return json.dumps(said).encode()
    if name == "var/secret_key" and damage in {"changed", "missing"}:
        return None if damage == "missing" else content[:-1] + b"!"
    return content


def drawn(screen, count):
    made = {screen.draw() for _ in range(count)}
    screen.settle()
    return made


def draw_until(screen, done):
    while not done.is_set():
        drawn(screen, 3)


def state_of(web: Web, table: str):
    return json.loads(web.get(f"/tables/{table}/etat.json").body)
