"""What the follow-up notebook says of those who were invited and came. Nobody is named there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.notebook.sentences import count, keep_silent, tell


def register() -> None:
    """Called when the house starts."""
    tell("gathering.planned", _("“%(thing)s” is planned."))
    tell("invitation.sent", _("Invitations to “%(thing)s” leave: %(letters)s letters."))
    tell("reminder.sent", _("Reminders for “%(thing)s” leave: %(letters)s letters."))
    tell("seating.made", _("A seating plan is made for “%(thing)s”: %(people)s people at %(tables)s tables."))
    count(
        "invitation.answered",
        lambda number: ngettext("%(count)s answer came in.", "%(count)s answers came in.", number),
    )
    count(
        "attendance.noted",
        lambda number: ngettext("%(count)s person was present.", "%(count)s people were present.", number),
    )
    keep_silent(
        ("contact.added", "contact.changed", "contact.erased", "contacts.exported", "contacts.imported"),
        "people's own data",
    )
    keep_silent(("consent.given", "consent.withdrawn"), "someone's own affair")
    keep_silent(("attendance.corrected", "gathering.changed", "letter.worded"), "a correction")
    keep_silent(("door.opened", "door.closed", "colleges.hoped_for"), "a setting")
    keep_silent(("perimeter.communes_added", "perimeter.communes_removed"), "a setting")
    keep_silent(("seating.hand_changed", "seating.table_changed", "seating.tables_set"), "the plan is told")
