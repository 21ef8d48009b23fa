"""Slips on paper: eight a page to be cut, or one person's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from atelier.ateliers.models import Seat, Workshop
from atelier.common.audit import Asker, Author
from atelier.common.jobs import Progress
from atelier.common.qr import qr_svg
from atelier.contributions.slip.commands import give_code
from atelier.contributions.slip.queries import seats_to_print
from atelier.engines.typesetting.typeset import typeset_pdf

LAYOUT = Path(__file__).parent / "layouts" / "slips.typ"
HALVES = 5  # letters before the space: read aloud in two breaths


def slips_job(progress: Progress, *, workshop: int, by: str, lang: str, base_url: str, **_unused: str) -> Path:
    """Every slip of a workshop, codes made for those who have none."""
    # everywhere: the view that started the job asked for the workshop
    found = Workshop.everywhere.select_related("atelier").get(pk=workshop)
    seats, codes = seats_to_print(found), {}
    for number, seat in enumerate(seats):
        if number % 10 == 0:
            progress.at(5 + 70 * number // len(seats), gettext_noop("Making the codes…"))
        codes[seat.pk] = give_code(seat, by=Asker(by))
    progress.at(80, gettext_noop("Composing the pages…"))
    with translation.override(lang):
        made = slips_pdf(found, seats, codes, base_url)
    path = progress.folder / "fiches.pdf"
    path.write_bytes(made)
    return path


def one_slip_pdf(seat: Seat, *, by: Author, base_url: str) -> bytes:
    """One person's slip again, the same code on it."""
    return slips_pdf(seat.workshop, [seat], {seat.pk: give_code(seat, by=by)}, base_url)


def slips_pdf(workshop: Workshop, seats: Sequence[Seat], codes: dict[int, str], base_url: str) -> bytes:
    """base_url: where phones of the room, and those at home later, find this house."""
    address = base_url.rstrip("/") + reverse("contributions:slip_door")
    files: dict[str, bytes] = {}
    slips: list[dict[str, Any]] = []
    for number, seat in enumerate(seats):
        code = codes[seat.pk]
        files[f"qr-{number}.svg"] = qr_svg(f"{address}{code}/")
        alt = _("QR code of the slip of %(name)s") % {"name": seat.name}
        shown = f"{code[:HALVES]} {code[HALVES:]}"
        slips.append({"name": seat.name, "code": shown, "qr": f"qr-{number}.svg", "alt": alt})
    held = date_format(workshop.held_on, "j F Y") if workshop.held_on else ""
    values = {
        "lang": translation.get_language() or "fr",
        "title": _("Slips – %(workshop)s") % {"workshop": workshop.title},
        "atelier": workshop.atelier.title,
        "workshop": ", ".join(filter(None, [workshop.title, held])),
        "address": address.partition("://")[2].rstrip("/"),
        "sentence": _("With this code, see what becomes of what you said; correct it, or take it back."),
        "keep": _("Keep it: whoever has it reads what you said."),
        "type_at": _("or type this code at"),
        "nobody": _("Nobody sat down at this workshop yet."),
        "demo": _("Demonstration: the people and the words are invented.") if workshop.atelier.is_demo else "",
        "slips": slips,
    }
    return typeset_pdf(LAYOUT, values, files=files)
