"""The one-page sheet of a demonstrator, made by the worker: it carries a map of the real ground."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from atelier.common.jobs import Progress
from atelier.synthesis.demonstrators.queries import demonstrator_of


def sheet_job(progress: Progress, *, demonstrator: str, lang: str, back_url: str) -> Path:
    """`back_url` is for the job's page."""
    from uuid import UUID

    from atelier.synthesis.demonstrators.models import Demonstrator
    from atelier.synthesis.demonstrators.sheet import sheet_pdf

    # everywhere: the view that started this job has asked for the demonstrator
    atelier = Demonstrator.everywhere.select_related("atelier").get(pk=demonstrator).atelier
    one = demonstrator_of(atelier, UUID(demonstrator))
    progress.at(10, gettext_noop("Drawing the ground…"))
    with translation.override(lang):
        pdf = sheet_pdf(one)
    path = progress.folder / f"{one.name}-{slugify(one.title)[:60]}.pdf"
    path.write_bytes(pdf)
    return path
