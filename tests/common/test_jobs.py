from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from atelier.common.errors import DomainError, NotSeen
from atelier.common.job_words import read, written, written_error
from atelier.common.jobs import cancel_job, do_job, start_job
from atelier.common.models import Job

pytestmark = pytest.mark.django_db
HERE = "tests.common.test_jobs"


def writes_a_file(progress, *, words):
    progress.at(50, "Writing the file…")
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

    assert (job.state, job.percent, job.sentence) == ("done", 100, "Ready.")
    assert Path(job.result).read_text() == "galets"


def test_job_refused_by_the_house_says_its_sentence():
    job = done("is_refused")

    assert (job.state, read(job.sentence)) == ("failed", NotSeen().sentence)


@pytest.mark.parametrize(("lang", "sentence"), [("fr", "C’est prêt."), ("en", "Ready.")])
def test_sentence_is_read_in_the_language_of_who_looks(lang, sentence):
    job = done("writes_a_file", words="galets")

    with translation.override(lang):
        assert read(job.sentence) == sentence


def test_sentence_keeps_its_values_whatever_the_language_of_the_worker():
    message = "Filming: %(done)s of %(of)s pictures…"
    kept = written(message, {"done": 3, "of": 9})

    with translation.override("en"):
        assert read(kept) == "Filming: 3 of 9 pictures…"
    with translation.override("fr"):
        assert read(kept) == "Film : 3 images sur 9…".replace(" :", "\u00a0:")


def test_refusal_of_a_job_is_kept_as_a_message_and_its_values():
    class TooMany(DomainError):
        message = gettext_lazy("This file is over %(most)s MB. Cut it, or keep only the area of the workshop.")

    kept = written_error(TooMany(most=200))

    assert kept.startswith('["This file is over %(most)s MB.')
    assert "200" in read(kept)


def test_old_sentence_is_read_as_it_is():
    assert [read("Une phrase d’avant"), read("[sic")] == ["Une phrase d’avant", "[sic"]


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


def test_file_of_a_job_comes_whole_or_by_parts_to_its_session_alone(client):
    job = done("writes_a_file", words="galets et silex")
    address = reverse("job_file", args=[job.pk])
    session = client.session
    session["jobs"] = [str(job.pk)]
    session.save()

    whole, part = client.get(address), client.get(address, headers={"range": "bytes=10-"})

    assert whole.getvalue() == b"galets et silex"
    assert whole["Content-Disposition"] == 'attachment; filename="mots.txt"'
    assert {"private", "no-store"} <= set(whole["Cache-Control"].split(", "))
    assert "public" not in whole["Cache-Control"]
    assert (part.status_code, part.getvalue()) == (206, b"silex")
    whole.close()
    part.close()
    assert Client().get(address).status_code == 404
