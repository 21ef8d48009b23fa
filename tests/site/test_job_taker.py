"""The worker told to leave: at once while it rests, after its job or its question otherwise, never with a trace."""

import os
import signal

import pytest
from django_tasks_db.models import DBTaskResult

from atelier.common.jobs import start_job
from atelier.common.models import Job
from atelier.site.job_taker import JobTaker, job_taker

WORK = f"{__name__}.told_to_leave"


@pytest.fixture
def taker():
    one = job_taker()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    one.configure_signals()
    yield one
    for number, handler in before.items():
        signal.signal(number, handler)


def tell_to_leave():
    os.kill(os.getpid(), signal.SIGTERM)


def told_to_leave(progress):
    """A job during which the word comes."""
    tell_to_leave()
    progress.at(50, "Half")


@pytest.mark.django_db(transaction=True)
def test_word_within_a_question_to_the_database_waits_for_its_end(taker, monkeypatch):
    asked = []
    monkeypatch.setattr(type(DBTaskResult.objects.all()), "get_locked", lambda _tasks: asked.append(tell_to_leave()))

    taker.take_jobs()

    assert asked == [None]


@pytest.mark.django_db(transaction=True)
def test_word_during_a_job_waits_for_its_end_and_leaves_the_next(taker):
    first, second = start_job(WORK, "First"), start_job(WORK, "Second")

    taker.take_jobs()

    assert Job.objects.get(pk=first.pk).state == Job.State.DONE
    assert Job.objects.get(pk=second.pk).state == Job.State.WAITING


@pytest.mark.django_db(transaction=True)
def test_word_during_a_rest_is_heard_at_once(taker, monkeypatch):
    monkeypatch.setattr("atelier.site.job_taker.time.sleep", lambda _seconds: tell_to_leave())

    with pytest.raises(SystemExit) as left:
        taker.take_jobs()

    assert left.value.code == 0


def test_second_word_is_the_systems(taker):
    taker.shutdown(signal.SIGTERM, None)

    assert isinstance(taker, JobTaker)
    assert not taker.running
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
