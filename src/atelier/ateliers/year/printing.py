"""The drawing of the year on one sheet of paper."""

from __future__ import annotations

from pathlib import Path

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.ateliers.year.pages import year_page
from atelier.common.errors import NotSeen
from atelier.engines.typesetting.typeset import typeset_pdf

LAYOUT = Path(__file__).parent / "layouts" / "year.typ"


def year_pdf(atelier: Atelier, *, paper: str) -> bytes:
    """A4 or A3, landscape: the drawing, then the stages as a table that a screen reader walks. Raises NotSeen."""
    page = year_page(atelier)
    if not page:
        raise NotSeen
    svg = render_to_string("ateliers/year/timeline.html", {"timeline": page["timeline"], "today": page["today"]})
    pattern = page["pattern"]
    values = {
        "paper": paper,
        "title": atelier.title,
        "subtitle": f"{atelier.get_kind_display()} · {atelier.territory}",
        "demo": _("Demonstration: the people and the words are invented.") if atelier.is_demo else "",
        "alternative": _("Drawing of the year: the table below says the same."),
        "heads": [_("Stage"), _("From"), _("Until"), _("State")],
        "rows": [
            [one.stage.title, _day(one.stage.starts_on), _day(one.stage.ends_on), PLACES[one.place]()]
            for one in page["states"]
        ],
        "foot": _("%(pattern)s, version %(version)s; drawn on %(day)s")
        % {"pattern": pattern.title, "version": pattern.version, "day": _day(page["today"])},
        "differences": len(page["differences"]),
    }
    return typeset_pdf(LAYOUT, values, files={"year.svg": svg})


def _day(day: object) -> str:
    return date_format(day, "j N Y")  # type: ignore[arg-type]  # a date


PLACES = {
    "done": lambda: _("passed"),
    "late": lambda: _("late"),
    "current": lambda: _("under way"),
    "to-come": lambda: _("to come"),
}
