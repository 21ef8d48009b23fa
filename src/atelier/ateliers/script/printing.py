"""The script on paper: A4, one line a sequence, the material on its own page's end."""

from __future__ import annotations

from pathlib import Path

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.ateliers.models import Script, Workshop
from atelier.ateliers.script.clock import timed
from atelier.ateliers.script.material import needed, text_of
from atelier.engines.typesetting.typeset import typeset_pdf

LAYOUT = Path(__file__).parent / "layouts" / "script.typ"


def script_pdf(workshop: Workshop, script: Script) -> bytes:
    """A tagged PDF of the script."""
    sequences = list(script.sequences.select_related("step"))
    material = [thing for one in sequences for thing in one.material]
    bring = needed(material, tables=script.tables, people=script.people)
    day = date_format(workshop.held_on, "l j F Y") if workshop.held_on else _("no date yet")
    values = {
        "title": workshop.title,
        "atelier": workshop.atelier.title,
        "when": " · ".join(filter(None, [day, script.place])),
        "aim": script.aim,
        "demo": _("Demonstration: the people and the words are invented.") if workshop.atelier.is_demo else "",
        "day": _("Day"),
        "heads": [_("Hour"), _("Sequence"), _("Who"), _("Material")],
        "rows": [
            {
                "hour": one.hour,
                "minutes": _("%(minutes)s min") % {"minutes": one.sequence.minutes},
                "title": one.sequence.title,
                "kind": one.sequence.kind,
                "how": " · ".join(
                    filter(None, [one.sequence.get_kind_display(), one.sequence.tables, _step(one.sequence.step)])
                ),
                "method": one.sequence.method,
                "who": [who for who in (one.sequence.leads, one.sequence.writes) if who],
                "material": text_of(one.sequence.material).splitlines(),
                "new_day": one.sequence.day if one.is_first_of_day else 0,
            }
            for one in timed(script, sequences)
        ],
        "days": max((one.day for one in sequences), default=1),
        "material_title": _("To bring, for %(tables)s tables and %(people)s people")
        % {"tables": script.tables, "people": script.people},
        "needed": [[str(one.quantity), one.what] for one in bring],
        "needed_heads": [_("How many"), _("Thing")],
    }
    return typeset_pdf(LAYOUT, values)


def _step(step: object) -> str:
    return _("step: %(step)s") % {"step": step} if step else ""
