"""The notebook as a tagged PDF, to be read and filed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier, NotebookEntry
from atelier.ateliers.notebook.odt import pictures_of, signature_of, words_of_told
from atelier.ateliers.notebook.reading import Day
from atelier.engines.typesetting.typeset import typeset_pdf

LAYOUT = Path(__file__).parent / "layouts" / "notebook.typ"


def notebook_pdf(atelier: Atelier, days: Sequence[Day]) -> bytes:
    """Days under their stages; every picture has its words."""
    files: dict[str, str | bytes] = {}
    told_days, stage = [], ""
    for day in days:
        now = day.stage.title if day.stage else ""
        told_days.append(
            {
                "stage": now if now != stage else "",
                "day": date_format(day.day, "l j F Y"),
                "told": [words_of_told(one) for one in day.told],
                "entries": [_entry(one, files) for one in day.entries],
            }
        )
        stage = now or stage
    values = {
        "title": _("Follow-up notebook"),
        "atelier": atelier.title,
        "subtitle": f"{atelier.get_kind_display()} · {atelier.territory}",
        "demo": _("Demonstration: the people and the words are invented.") if atelier.is_demo else "",
        "days": told_days,
    }
    return typeset_pdf(LAYOUT, values, files=files)


def _entry(entry: NotebookEntry, files: dict[str, str | bytes]) -> dict[str, Any]:
    pictures = []
    for one, content in pictures_of(entry):
        name = f"photo-{one.pk}.jpg"
        files[name] = content
        pictures.append({"file": name, "alternative": one.alternative, "caption": one.caption})
    return {
        "title": entry.title or _("Note"),
        "text": [line.strip() for line in entry.text.splitlines() if line.strip()],
        "is_private": entry.is_private,
        "signature": signature_of(entry),
        "pictures": pictures,
    }
