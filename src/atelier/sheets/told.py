"""What the follow-up notebook says of paper."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.notebook.sentences import count, keep_silent, tell


def register() -> None:
    """Called when the house starts."""
    tell("reading.laid", _("What was drawn on the sheet “%(thing)s” is laid on its table: %(drawn)s marks."))
    count("sheet.printed", lambda number: ngettext("%(count)s sheet printed.", "%(count)s sheets printed.", number))
    count(
        "photo.read",
        lambda number: ngettext("%(count)s photograph read.", "%(count)s photographs read.", number),
    )
    keep_silent(("sheet.planned", "sheet.given", "sheet.forgotten", "sheet.moved"), "the list says it")
    keep_silent(("photo.announced", "photo.arrived", "photo.refused", "photo.read_again", "photo.forgotten"),
                "what was read is told")  # fmt: skip
    keep_silent(("photo_door.opened", "photo_door.closed"), "a setting")
    keep_silent(("mark.changed", "mark.joined", "mark.split", "reading.set_aside", "reading.taken_back"),
                "what was laid is told")  # fmt: skip
