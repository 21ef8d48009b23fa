"""The minutes of a round on paper: A4, tagged; names only of those who agreed to be named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.agreement.rounds.enums import Stance
from atelier.agreement.rounds.models import Position, Round
from atelier.agreement.rounds.queries import Pass, passes_of
from atelier.engines.typesetting.typeset import typeset_pdf

LAYOUT = Path(__file__).parents[1] / "layouts" / "minutes.typ"


def minutes_pdf(one: Round) -> bytes:
    """Versions, positions by college, objections with their answers, and how it ended."""
    passes = passes_of(one)[::-1]
    when = timezone.localtime(one.closed_at or one.made_at)
    values = {
        "lang": translation.get_language() or "fr",
        "title": one.title,
        "atelier": one.atelier.title,
        "when": date_format(when, "j F Y"),
        "demo": _("Demonstration: the people and the words are invented.") if one.atelier.is_demo else "",
        "outcome": str(one.get_outcome_display()) if one.outcome else _("Round under way"),
        "is_adopted": one.outcome in ("adopted", "reserved"),
        "closing": one.closing_words,
        "closed_by": _("Said by %(name)s") % {"name": one.closed_name} if one.closed_name else "",
        "passes": [_said(done) for done in passes],
        "words": {
            "minutes": _("Minutes of a validation"),
            "heads": [_("College"), _("Agreement"), _("Reservation"), _("Objection")],
            "change": _("What changed, and why"),
            "named": _("Named with their agreement"),
            "nobody": _("Nobody asked to be named."),
            "unanswered": _("No answer yet."),
            "rule": _("Rule: nothing is adopted over an objection nobody answered. An objection stays attached to the "
                      "version it addresses."),
            "signatures": _("Read and approved"),
        },
    }  # fmt: skip
    return typeset_pdf(LAYOUT, values)


def _said(done: Pass) -> dict[str, Any]:
    version = done.version
    return {
        "title": _("Version %(number)s, put on %(day)s")
        % {"number": version.ordinal, "day": date_format(timezone.localtime(version.put_at), "j F Y, G\\hi")},
        "text": version.text.splitlines(),
        "change": version.change,
        "sentence": done.sentence,
        "rows": [[one.name, str(one.agree), str(one.reservation), str(one.objection)] for one in done.colleges],
        "remarks": [_remark(one) for one in done.remarks],
        "named": [f"{one.name} ({one.get_college_display()})" for one in done.positions if one.is_named],
    }


def _remark(one: Position) -> dict[str, Any]:
    return {
        "kind": str(one.get_stance_display()),
        "is_objection": one.stance == Stance.OBJECTION,
        "who": ", ".join(filter(None, [one.shown_name, str(one.get_college_display())])),
        "reason": one.reason,
        "answers": [{"who": answer.by_name, "text": answer.text} for answer in one.answers.all()],
    }
