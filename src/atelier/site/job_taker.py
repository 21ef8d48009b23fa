"""Who takes the jobs of the house, and leaves at the word, but never in the middle of a question to the database."""

from __future__ import annotations

import logging
import sys
import time
from types import FrameType

from django.utils.crypto import get_random_string
from django_tasks.base import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker, logger

INTERVAL_S = 1.0


class JobTaker(Worker):
    """The library's worker, which would leave from anywhere but a job: within a transaction, that ends in a trace.

    A signal is heard at once while it rests, else between two jobs; a second one ends it as the system does.
    """

    is_resting = False

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        self.reset_signals()
        if self.is_resting:
            sys.exit(0)

    def take_jobs(self) -> None:
        """Until SIGTERM or Ctrl-C: all that wait, then a rest."""
        while self.running:
            self.run()
            self.rest()

    def rest(self) -> None:
        self.is_resting = True
        if self.running:
            time.sleep(self.interval)
        self.is_resting = False


def take_jobs() -> None:
    """Take jobs from the database, one after the other. What a job says is in its row, not in the terminal."""
    logger.setLevel(logging.CRITICAL)
    logging.getLogger("django_tasks").setLevel(logging.CRITICAL)
    taker = job_taker()
    taker.configure_signals()
    taker.take_jobs()


def job_taker() -> JobTaker:
    """`batch`: the library gives the hand back as soon as nothing waits."""
    return JobTaker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=INTERVAL_S,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
