"""A version on paper: A3, as tagged PDF, from its frozen content alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.synthesis.board.models import BoardSheet
from atelier.synthesis.board.sheets import SIGNED_IN

LAYOUT = Path(__file__).parent / "layouts" / "validation.typ"
BLANK_LINES = 2  # for those who came without a seat, in each college
FINGERPRINT_GROUP = 8


def sheet_pdf(sheet: BoardSheet) -> bytes:
    """The board and the lines to sign; the same version prints the same words for ever."""
    with translation.override(SIGNED_IN):
        return typeset_pdf(LAYOUT, _values(sheet))


def _values(sheet: BoardSheet) -> dict[str, Any]:
    content = sheet.content
    frozen = timezone.localtime(dt.datetime.fromisoformat(content["frozen_at"]))
    cards = sum(len(column["cards"]) for column in content["columns"])
    return {
        "title": _("Passage board"),
        "version": _("Version %(number)s") % {"number": content["number"]},
        "atelier": content["atelier"],
        "workshop": content["workshop"],
        "when": _("frozen on %(day)s at %(hour)s")
        % {"day": date_format(frozen, "j F Y"), "hour": date_format(frozen, "H:i")},
        "demo": _("Demonstration: the people and the words are invented.") if content["is_demo"] else "",
        "count": ngettext("%(count)s card", "%(count)s cards", cards) % {"count": cards},
        "columns": [
            {**column, "count": len(column["cards"]), "cards": [_card(card) for card in column["cards"]]}
            for column in content["columns"]
        ],
        "none": _("nothing yet"),
        "off_board": _off_board(content["off_board"]),
        "elsewhere_title": _("Objections to cards that left the board"),
        "elsewhere": [{"card": one["card"], "words": _objection(one)} for one in content["elsewhere"]],
        "signing": {
            "title": _("Validation"),
            "sentence": _(
                "I have read this board, or heard it read. Signing says that it tells what was said; it does not say "
                "that I agree with every card. Whoever objects to a card writes its number and why."
            ),
            "heads": [_("Name"), _("Signature"), _("Objection: card, and why")],
            "colleges": [
                {"label": row["college"], "names": [*row["names"], *[""] * _blanks(row)]} for row in content["colleges"]
            ],
        },
        "fingerprint": _("Fingerprint of this version (SHA-256): %(digest)s")
        % {"digest": " ".join(_cut(sheet.sha256))},
        "page": _("page"),
    }


def _card(card: dict[str, Any]) -> dict[str, Any]:
    by = [card["college"], card["origin"]]
    fate = " : ".join(filter(None, [card["fate_label"], card["fate_reason"]]))
    return {
        "name": card["name"],
        "text": card["text"],
        "lift": _("To be lifted: %(condition)s") % {"condition": card["lift_condition"]}
        if card["lift_condition"]
        else "",
        "by": " · ".join(filter(None, by)),
        "fate": fate,
        "objections": [_objection(one) for one in card["objections"]],
    }


def _objection(one: dict[str, Any]) -> dict[str, Any]:
    values = {
        "version": one["version"],
        "college": one["college"] or _("college not said"),
        "workshop": one["workshop"],
    }
    said = _("Objection to version %(version)s (%(college)s)") % values
    if one["workshop"]:
        said = _("Objection to version %(version)s of %(workshop)s (%(college)s)") % values
    answer = _("Answer: %(answer)s") % {"answer": one["answer"]} if one["answer"] else _("No answer yet.")
    return {"head": said, "reason": one["reason"], "answer": answer, "is_open": one["is_open"]}


def _off_board(counts: dict[str, int]) -> str:
    said = ", ".join(f"{label} {count}" for label, count in counts.items())
    return _("Not on this board: %(kinds)s.") % {"kinds": said} if said else ""


def _blanks(row: dict[str, Any]) -> int:
    """As many lines as seats whose names are hidden, and a few for whoever else is there."""
    hidden: int = row["seats"] - len(row["names"])
    return hidden + BLANK_LINES


def _cut(digest: str) -> list[str]:
    return [digest[start : start + FINGERPRINT_GROUP] for start in range(0, len(digest), FINGERPRINT_GROUP)]
