"""What the notebook says of what happens in this room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.ateliers.notebook.sentences import count, keep_silent, tell


def register() -> None:
    """Called when the house starts."""
    tell("atelier.created", _("The atelier is opened."))
    tell("atelier.role_given", _("Role given: %(thing)s."))
    tell("year.made", _("The year is laid out after the pattern “%(pattern)s” (version %(version)s)."))
    tell("stage.added", _("A stage is added to the year: “%(title)s”. %(reason)s"))
    tell("stage.changed", _("The stage “%(thing)s” is changed. %(reason)s"))
    tell("stage.removed", _("The stage “%(title)s” is taken out of the year. %(reason)s"))
    tell("stage.restored", _("The stage “%(title)s” is back in the year."))
    tell("gate.passed", _("Gate passed: “%(stage)s”. %(reason)s"))
    tell("gate.reopened", _("The stage “%(stage)s” is opened again: %(reason)s"))
    tell("validation.given", _("“%(stage)s” is validated. %(words)s"))
    tell("validation.taken_back", _("A validation of “%(stage)s” is taken back."))
    tell("paper.brought", _("Brought for “%(deliverable)s”: %(title)s."))
    tell("paper.removed", _("Withdrawn from “%(deliverable)s”: %(title)s."))
    tell("group.made", _("A thematic group begins: “%(title)s” (%(stage)s)."))
    tell("workshop.planned", _("Workshop planned: “%(thing)s”."))
    tell("workshop.dated", _("“%(thing)s” will be held on %(held_on)s."))
    tell("script.copied", _("The script of “%(workshop)s” is written after “%(source)s”."))
    tell("sequence.begun", _("In the workshop: “%(title)s”."))
    tell("script.ended", _("“%(workshop)s” is over."))
    _register_counts()
    _register_silences()


def _register_counts() -> None:
    count(
        "seat.taken",
        lambda number: ngettext(
            "%(count)s person took a seat at a table.", "%(count)s people took a seat at a table.", number
        ),
    )
    count(
        "seat.opened_for",
        lambda number: ngettext(
            "A scribe wrote for %(count)s person without a screen.",
            "Scribes wrote for %(count)s people without a screen.",
            number,
        ),
    )


def _register_silences() -> None:
    keep_silent(
        ("seat.key_made", "seat.key_used", "seat.removed", "seat.given_again"), "someone's own affair at the table"
    )
    keep_silent(("access_token.made", "access_token.revoked"), "keys of programs")
    keep_silent(("calendar.made", "calendar.revoked"), "somebody's own calendar")
    keep_silent("atelier.role_ended", "the page of roles says who is there")
    keep_silent(("workshop.names_shown", "workshop.names_hidden"), "a setting of the screens")
    keep_silent(
        ("stage.moved", "workshop.placed", "step.added", "step.renamed"), "an order of things, read on the page"
    )
    keep_silent(("deliverable.asked", "deliverable.dropped"), "the page of the stage says what is asked")
    keep_silent(("group.changed", "group.removed"), "the page of the stage says what the groups are")
    keep_silent(("script.begun", "script.changed", "script.ordered", "script.started_again"), "preparing a day")
    keep_silent(("sequence.added", "sequence.changed", "sequence.removed", "sequence.moved"), "preparing a day")
    keep_silent("sequence.taken_back", "a slip of the hand")
    keep_silent(("notebook.written", "notebook.changed", "notebook.removed", "notebook.picture_removed"), "it is there")
