"""A long grouping, as a job: thousands of cards take a few seconds."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from atelier.common.audit import Asker
from atelier.common.jobs import Progress
from atelier.synthesis.themes.models import Grouping
from atelier.synthesis.themes.running import run_grouping


def group_job(progress: Progress, *, grouping: str, fineness: float, near_m: float, by: str, **_urls: str) -> None:
    """Group the cards of a grouping; its page shows the result."""
    progress.at(10, gettext_noop("Reading the cards and their words…"))
    # everywhere: the view that started the job asked for the grouping
    found = Grouping.everywhere.select_related("atelier").get(pk=grouping)
    run_grouping(found, by=Asker(by), fineness=fineness, near_m=near_m)
