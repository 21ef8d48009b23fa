"""The work of a job: a picture of a table in the job's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext_noop

from atelier.common.jobs import Progress
from atelier.tables.models import Table
from atelier.tables.pictures.film import table_film
from atelier.tables.pictures.scenes import Scene
from atelier.tables.pictures.sheet import table_sheet
from atelier.tables.pictures.strip import table_strip
from atelier.tables.pictures.wishes import Wish

TOLD_EVERY = 12  # frames between two words of the job


def picture_job(progress: Progress, *, table: str, wish: dict[str, Any], lang: str, back_url: str) -> Path:
    """A sheet, a strip or a film, its words in the language of who asked. `back_url` is for its page."""
    asked = Wish(**wish)
    progress.at(4, gettext_noop("Reading the journal…"))
    # everywhere: the view that started this job has asked for the table
    found = Table.everywhere.select_related("workshop__atelier").get(pk=table)
    scene = Scene.of(found)
    path = progress.folder / f"{slugify(found.name) or 'table'}-{asked.what}.{asked.ending}"
    progress.at(12, gettext_noop("Drawing the map…"))
    with translation.override(lang):
        if asked.what == "film":
            _film(progress, scene, asked, path)
        else:
            path.write_bytes((table_sheet if asked.what == "sheet" else table_strip)(scene, asked))
    return path


def _film(progress: Progress, scene: Scene, wish: Wish, path: Path) -> None:
    def told(done: int, of: int) -> None:
        if done % TOLD_EVERY == 0:
            progress.at(20 + 79 * done // of, gettext_noop("Filming: %(done)s of %(of)s pictures…"), done=done, of=of)

    table_film(scene, wish, path, told)
