"""`atelier run` as a newcomer meets it: a real process, a real port, a real interrupt."""

import os
import socket
import subprocess
import time
import urllib.request

import pytest

from tests.serving import ATELIER, RunningServer, copy_of_template

pytestmark = pytest.mark.server


@pytest.fixture
def server(shared_var, tmp_path):
    """A server with its worker, as `make run` starts it."""
    with copy_of_template(shared_var, tmp_path, has_worker=True) as one:
        yield one.start()


def test_home_page_answers_when_the_welcome_is_printed(running_server):
    with urllib.request.urlopen(f"{running_server.url}/") as answer:
        assert answer.status == 200
    assert "L’Atelier est ouvert\u00a0:" in "".join(running_server.lines)


def test_welcome_says_how_to_enter_the_demo(running_server):
    said = "".join(running_server.lines)

    assert "animation@atelier.example" in said
    assert "code " in said


def test_second_start_does_nothing_again(start_server):
    server = start_server()
    server.stop()

    server.start()

    assert [line for line in server.lines if "…" in line] == []  # every step of the preparation ends its line so


def test_interrupt_ends_server_and_worker(server):
    worker = worker_of(server)

    server.stop()

    assert not is_alive(worker)
    assert "Traceback" not in "".join(server.lines)


def test_worker_ends_when_the_server_is_killed(server):
    worker = worker_of(server)

    server.kill()

    assert has_ended(worker, within_s=30)


def test_busy_port_is_refused_with_a_sentence_that_names_another(shared_var):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = subprocess.run([*ATELIER, "run", "--port", str(port)], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert f"Le port {port} est occupé" in done.stderr
    assert "PORT=" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_unknown_address_is_refused_with_a_sentence(shared_var):
    done = subprocess.run(
        [*ATELIER, "run", "--host", "192.0.2.7", "--port", "8099"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "192.0.2.7" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def worker_of(server: RunningServer) -> int:
    """The process id of the worker: the server's only child."""
    assert server.process
    listed = subprocess.run(["ps", "-eo", "pid,ppid"], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in listed.splitlines()[1:]]
    (worker,) = [int(pid) for pid, parent in pairs if int(parent) == server.process.pid]
    return worker


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


def has_ended(pid: int, *, within_s: float) -> bool:
    """Waits for the end of a process that is not our child."""
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        if not is_alive(pid):
            return True
    return False
