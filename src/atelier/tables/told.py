"""What the follow-up notebook says of what happens at the tables."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.notebook.sentences import count, keep_silent, tell


def register() -> None:
    """Called when the house starts."""
    tell("table.set", _("A table is set: “%(thing)s”."))
    tell("table.closed", _("“%(thing)s” is closed: what was drawn there stands."))
    tell("table.imported", _("A file is laid on “%(thing)s”."))
    count("phase.begun", lambda number: ngettext("%(count)s phase was run.", "%(count)s phases were run.", number))
    count(
        "note.accepted",
        lambda number: ngettext(
            "%(count)s note was accepted at the tables.", "%(count)s notes were accepted at the tables.", number
        ),
    )
    keep_silent(("table.opened", "table.sat_down", "table.import_read", "table.exported"), "the screens say it")
    keep_silent(("table.notes_wait", "table.notes_pass", "table.own_work_only", "table.shared_work"), "a setting")
    keep_silent(("note.set_aside", "note.waiting"), "what was set aside is for the inbox alone")
    keep_silent(("overlay.laid", "overlay.locked", "overlay.unlocked"), "a setting")
    keep_silent(("pencil.added", "pencil.meaning_changed"), "a setting")
    keep_silent(("phase.ended", "phase.paused", "phase.resumed", "phase.extended"), "its beginning is told")
    keep_silent(("view.led", "view.released"), "where somebody looked")
    keep_silent(("wall.key_made", "wall.opened", "wall.closed", "wall.shown", "wall.cleared"), "the wall's own affair")
    keep_silent(("seat.scribe_named", "seat.scribe_ended"), "someone's own affair at the table")
