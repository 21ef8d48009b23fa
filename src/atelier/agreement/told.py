"""What the follow-up notebook says of this room, and the doors and things it shows to others."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from atelier.agreement.consulting.queries import tell_statements
from atelier.agreement.rounds.queries import tell_rounds
from atelier.ateliers.doors import Door, open_door
from atelier.ateliers.notebook.sentences import count, keep_silent, tell
from atelier.ateliers.rules import is_keeper
from atelier.contributions.lineage.nodes import NodeKind, register_kind
from atelier.contributions.lineage.steps import Step, open_step

PUT = ("card", "demonstrator", "vision")  # what a round may be asked about


def register() -> None:
    """Called when the house starts."""
    register_kind(NodeKind("statement", _("Statement"), 30, tell_statements))
    open_door(
        Door(30, "agreement:consultations", _("Votes"), _("Statements put to the vote, and who agrees with what."))
    )
    register_kind(NodeKind("round", _("Validation round"), 45, tell_rounds))
    open_door(
        Door(35, "agreement:rounds", _("Validation rounds"), _("A text, each one's position, objections and answers."))
    )
    open_step(Step(10, "agreement:round_create", _("Put it to validation"), PUT, is_keeper))
    open_door(
        Door(
            40,
            "agreement:zones_list",
            _("Agreement on the map"),
            _("Where several tables draw the same, or opposite, things."),
        )
    )
    _say_votes()
    _say_rounds()
    keep_silent("zones.asked", "the map is read on its page")
    keep_silent("meanings.paired", "a setting")


def _say_votes() -> None:
    tell("consultation.opened", _("The vote “%(thing)s” is open."))
    tell("consultation.closed", _("The vote “%(thing)s” is closed."))
    count(
        "statement.added",
        lambda number: ngettext(
            "%(count)s statement is put to the vote.", "%(count)s statements are put to the vote.", number
        ),
    )
    count(
        "statement.proposed",
        lambda number: ngettext(
            "%(count)s statement is proposed by participants.",
            "%(count)s statements are proposed by participants.",
            number,
        ),
    )
    keep_silent(("consultation.made", "consultation.changed"), "a preparation: the opening is told")
    keep_silent("statement.moderated", "a correction, read on the page of the vote")
    keep_silent(("hands.counted", "paper.entered", "paper.corrected"), "the result is read on its page")
    keep_silent("papers.numbered", "a preparation")


def _say_rounds() -> None:
    tell("round.opened", _("“%(thing)s” is put to validation."))
    tell("round.version_put", _("A changed text is put to validation: version %(version)s."))
    tell("round.closed", _("“%(thing)s”: %(outcome)s."))
    count(
        "position.said",
        lambda number: ngettext("%(count)s position on a text.", "%(count)s positions on a text.", number),
    )
    count(
        "objection.answered",
        lambda number: ngettext("%(count)s objection is answered.", "%(count)s objections are answered.", number),
    )
