"""The work of a job: a relief made, its files kept."""

from __future__ import annotations

import os

# before numpy is loaded in a worker that has not: one core a job, the other is the tables'
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext_noop

from atelier.common.jobs import Progress
from atelier.engines.relief.stopwatch import Stopwatch
from atelier.reliefs.commands import keep_made, note_failure
from atelier.reliefs.models import Relief
from atelier.reliefs.note_words import STEPS
from atelier.reliefs.wishes import read_wish


class Telling(Stopwatch):
    """A stopwatch that says each new step to whoever waits."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self.progress = progress

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        if step not in self.seconds and step in STEPS:
            self.progress.at(min(85, 20 + 9 * len(self.seconds)), STEPS[step])
        with super().__call__(step):
            yield


def ground_job(progress: Progress, *, site: str) -> None:
    """The ground of a site, made ready for pages."""
    from atelier.reliefs.grounds import site_ground

    progress.at(10, gettext_noop("Reading the ground…"))
    site_ground(site)


def relief_job(progress: Progress, *, relief: str, lang: str, back_url: str, next_url: str) -> Path | None:
    """Make the files of a relief; what stops it is written on the relief too. The urls are for the job's page."""
    from atelier.common.errors import DomainError
    from atelier.reliefs.making import make

    # everywhere: the view that started this job has asked for the relief
    one = Relief.everywhere.select_related("atelier").get(pk=relief)
    progress.at(5, gettext_noop("Reading the ground…"))
    try:
        with translation.override(lang):
            made = make(
                read_wish(one.wish), slug=one.atelier.site, atelier_id=one.atelier_id, folder=progress.folder,
                language="en" if lang.startswith("en") else "fr", watch=Telling(progress),
            )  # fmt: skip
    except DomainError as refusal:
        note_failure(one, refusal)
        raise
    progress.at(92, gettext_noop("Keeping the files…"))
    keep_made(one, made)
    return None
