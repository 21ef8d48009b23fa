"""The heavy part of a study, done by the worker."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_noop

from atelier.ateliers.models import Atelier
from atelier.common.jobs import Progress
from atelier.synthesis.perimeter.choosing import Chosen
from atelier.synthesis.perimeter.commands import make_study


class Asker:
    """Who asked, as the audit knows them."""

    def __init__(self, author_ref: str) -> None:
        self.author_ref = author_ref


def study_job(
    progress: Progress, *, study: str, atelier: int, chosen: dict[str, Any], study_title: str, by: str, by_name: str,
    **_pages: str,
) -> None:  # fmt: skip
    """`study`: identifier it will have, so that the page of the job knows where to lead."""
    progress.at(10, gettext_noop("Laying the drawings on the communes…"))
    make_study(
        Atelier.objects.get(pk=atelier),
        Chosen.read(chosen),
        title=study_title,
        by=Asker(by),
        by_name=by_name,
        pk=UUID(study),
    )
