from pathlib import Path

import pytest

from atelier.common.errors import NotSeen
from atelier.common.jobs import cancel_job, do_job, start_job
from atelier.common.models import Job

pytestmark = pytest.mark.django_db
HERE = "tests.common.test_jobs"


def writes_a_file(progress, *, words):
    progress.at(50, "À moitié")
    path = progress.folder / "mots.txt"
    path.write_text(words)
    return path


def is_refused(progress):
    raise NotSeen


def breaks(progress):
    raise ZeroDivisionError


def goes_on_too_long(progress):
    cancel_job(progress.job)
    progress.at(60, "Encore")


def done(work, **arguments):
    job = start_job(f"{HERE}.{work}", "Un travail", **arguments)
    do_job.func(str(job.pk))
    job.refresh_from_db()
    return job


def test_job_leaves_its_file_and_a_sentence():
    job = done("writes_a_file", words="galets")

    assert (job.state, job.percent, job.sentence) == ("done", 100, "C’est prêt.")
    assert Path(job.result).read_text() == "galets"


def test_job_refused_by_the_house_says_its_sentence():
    job = done("is_refused")

    assert (job.state, job.sentence) == ("failed", NotSeen().sentence)


def test_job_that_breaks_says_so_and_keeps_the_trace_for_the_log():
    job = start_job(f"{HERE}.breaks", "Un travail")

    with pytest.raises(ZeroDivisionError):
        do_job.func(str(job.pk))

    job.refresh_from_db()
    assert job.state == "failed"
    assert job.sentence


def test_job_stops_when_it_is_no_longer_wanted():
    assert done("goes_on_too_long").state == "cancelled"


@pytest.mark.django_db(transaction=True)
def test_started_job_waits_in_the_queue_of_the_database():
    from django_tasks_db.models import DBTaskResult

    job = start_job(f"{HERE}.writes_a_file", "Un travail", words="x")

    assert [row.args_kwargs["args"] for row in DBTaskResult.objects.all()] == [[str(job.pk)]]


def test_page_of_a_job_is_for_the_session_that_started_it(client):
    job = Job.objects.create(work="x", title="Un travail")

    assert client.get(f"/travaux/{job.pk}/").status_code == 404
