"""The jobs of the house in a process of their own, so that a heavy one never holds the tables up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

GRACE_S = 3
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"), "1")


@contextmanager
def worker_running() -> Iterator[subprocess.Popen[bytes]]:
    """A worker that ends with this process, even one killed: it reads a pipe that closes when we are gone."""
    process = subprocess.Popen(
        [sys.executable, "-m", "atelier.site.worker"],
        stdin=subprocess.PIPE,
        env={**ONE_THREAD, **os.environ},  # a matrix that takes every processor would hold the tables up
        start_new_session=True,  # Ctrl-C in the terminal is for us; we tell the worker
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@click.command()
def work_alone() -> None:
    """Do the jobs of servers started with --no-worker, until SIGTERM."""
    work()


def work_for_parent() -> None:
    """Work until the server that started us is gone."""
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    work()


def work() -> None:
    """Take jobs from the database, one after the other."""
    for name, value in {"DJANGO_SETTINGS_MODULE": "atelier.site.settings", **ONE_THREAD}.items():
        os.environ.setdefault(name, value)

    import django

    django.setup()
    from atelier.common.jobs import tidy_jobs
    from atelier.common.mail import send_waiting
    from atelier.site.job_taker import take_jobs
    from atelier.site.lock import open_house

    with open_house():
        tidy_jobs()
        send_waiting()
        take_jobs()


def _leave_with_parent() -> None:
    """Wait for the end of the pipe; then ask for an orderly end, and do not wait long for it."""
    os.read(sys.stdin.fileno(), 1)  # nothing is ever written: it returns at the end of the pipe
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(1)


if __name__ == "__main__":
    work_for_parent()
