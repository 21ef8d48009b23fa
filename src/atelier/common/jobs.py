"""Heavy work is a job: queued in the database, done by a worker, with progress, cancellation and a sentence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_noop
from django_tasks import task

from atelier.common.errors import DomainError
from atelier.common.job_words import written, written_error
from atelier.common.models import Job

KEPT, LONGEST = timedelta(days=1), timedelta(hours=1)
BROKEN = gettext_noop("Something went wrong on our side. Try again; if it fails twice, tell us.")
Work = Callable[..., "Path | None"]


class JobCancelled(Exception):
    """Raised inside a job whose person changed their mind."""


class Progress:
    """Handed to the work: say how far it is; raises JobCancelled when it is no longer wanted."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.folder = Path(settings.VAR_DIR) / "jobs" / str(job.pk)
        self.folder.mkdir(parents=True, exist_ok=True)

    def at(self, percent: int, message: str, **values: object) -> None:
        """`message` is English, marked by gettext_noop; its placeholders are filled with `values` when it is read."""
        wanted = Job.objects.filter(pk=self.job.pk, is_cancelled=False)
        if not wanted.update(percent=percent, sentence=written(message, values)):
            raise JobCancelled


def start_job(work: str, title: str, **arguments: Any) -> Job:
    """Queue `work` (the dotted name of a function taking `progress` and `arguments`, plain values)."""
    job = Job.objects.create(work=work, title=title, arguments=arguments)
    transaction.on_commit(lambda: do_job.enqueue(str(job.pk)))
    return job


def tidy_jobs() -> None:
    """When a worker starts: what a dead one left half done has failed, and files of more than a day go."""
    half_done = Job.objects.filter(state=Job.State.RUNNING, created_at__lt=timezone.now() - LONGEST)
    half_done.update(
        state=Job.State.FAILED, percent=100, sentence=gettext_noop("The server stopped meanwhile. Start again.")
    )
    yesterday = timezone.now() - KEPT
    for job in Job.objects.filter(created_at__lt=yesterday, state__in=Job.FINISHED):
        shutil.rmtree(Path(settings.VAR_DIR) / "jobs" / str(job.pk), ignore_errors=True)
        job.delete()


def cancel_job(job: Job) -> None:
    Job.objects.filter(pk=job.pk, state__in=Job.UNFINISHED).update(is_cancelled=True)


@task()
def do_job(job_id: str) -> None:
    """What the worker runs: the work, then its end told in a sentence."""
    job = Job.objects.get(pk=job_id)
    Job.objects.filter(pk=job.pk).update(state=Job.State.RUNNING)
    try:
        result: Path | None = import_string(job.work)(Progress(job), **job.arguments)
    except JobCancelled:
        _end(job, Job.State.CANCELLED, gettext_noop("Stopped as you asked."))
    except DomainError as error:
        _end(job, Job.State.FAILED, written_error(error))
    except Exception:
        _end(job, Job.State.FAILED, BROKEN)
        raise  # the worker's log keeps the trace
    else:
        _end(job, Job.State.DONE, gettext_noop("Ready."), result)


def _end(job: Job, state: str, sentence: str, result: Path | None = None) -> None:
    changes = {"state": state, "sentence": sentence, "result": str(result or "")}
    Job.objects.filter(pk=job.pk).update(percent=100, **changes)
