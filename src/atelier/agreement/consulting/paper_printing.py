"""Voting papers, A4: what is asked with its three boxes, the code of the vote, a number on each."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from atelier.agreement.consulting.models import Consultation
from atelier.agreement.consulting.papers import asked_of
from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.people.enums import College

LAYOUT = Path(__file__).parents[1] / "layouts" / "papers.typ"


def papers_pdf(consultation: Consultation, first: int, last: int) -> bytes:
    """The papers of these numbers, one after the other, each beginning on its own sheet."""
    atelier = consultation.atelier
    values = {
        "lang": (get_language() or "fr")[:2],
        "title": consultation.title,
        "intro": consultation.intro,
        "atelier": atelier.title,
        "demo": _("Demonstration: the people and the words are invented.") if atelier.is_demo else "",
        "code": _("Vote %(code)s") % {"code": consultation.code},
        "papers": [_("Paper no. %(number)s") % {"number": number} for number in range(first, last + 1)],
        "statements": [{"number": str(one.number), "text": one.text} for one in asked_of(consultation)],
        "heads": [_("Agree"), _("Pass"), _("Disagree")],
        "colleges": [str(label) for _value, label in College.choices] if consultation.asks_college else [],
        "words": {
            "how": _("Tick one box a line; leave the line empty if you do not want to answer. No name is asked."),
            "college": _("I speak as (one box):"),
            "back": _("Give this paper back before the vote is closed: it is then typed, and counts like the others."),
        },
    }
    return typeset_pdf(LAYOUT, values)
