"""What was exchanged and what differs, in sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from atelier.suitcase.differences import Difference
from atelier.suitcase.models import Exchange

PROPERTIES: dict[str, Promise | str] = {
    "text": gettext_lazy("its words"),
    "pencil": gettext_lazy("its pencil"),
    "trace": gettext_lazy("its line"),
    "overlay": gettext_lazy("its sheet"),
}
LABELS: dict[str, Promise | str] = {
    "is_locked": gettext_lazy("locked"),
    "is_open": gettext_lazy("open"),
    "own_work_only": gettext_lazy("each one’s own work only"),
    "step": gettext_lazy("step"),
    "ordinal": gettext_lazy("place in the order"),
    "width": gettext_lazy("width"),
    "shape": gettext_lazy("shape"),
    "removed_at": gettext_lazy("taken away"),
}
YES_NO: dict[object, Promise | str] = {True: gettext_lazy("yes"), False: gettext_lazy("no"), None: "–", "": "–"}

_SENTENCES: dict[str, Promise | str] = {
    Difference.OBJECT: gettext_lazy(
        "%(table)s: “%(what)s” was changed on both sides (%(property)s): %(here)s here%(ours)s, %(there)s outside"
        "%(theirs)s. The later in the journal stands: what was done outside, once merged at home."
    ),
    Difference.ERASED: gettext_lazy(
        "%(table)s: “%(what)s” was erased on one side and changed on the other (%(here)s here, %(there)s outside). "
        "Look at whether it should be restored."
    ),
    Difference.CUT_TWICE: gettext_lazy(
        "%(table)s: “%(what)s” was cut by the eraser on both sides (%(here)s here, %(there)s outside). "
        "The pieces of both are there."
    ),
    Difference.CLOSED: gettext_lazy(
        "%(table)s was closed here; what was done there meanwhile came in all the same (operations: %(count)s)."
    ),
    Difference.LOCKED: gettext_lazy(
        "%(table)s: the sheet “%(what)s” was locked here; what was drawn on it meanwhile came in all the same "
        "(drawings: %(count)s)."
    ),
    Difference.SAME_OBJECT: gettext_lazy(
        "%(table)s: “%(what)s”, of a file laid on both sides, is there once: the one that was here stays."
    ),
    Difference.SAME_PERSON: gettext_lazy(
        "%(name)s (%(college)s) sat down on both sides: two seats, perhaps the same person."
    ),
    Difference.ROLE: gettext_lazy(
        "A role was given outside to %(account)s (%(role)s). A suitcase gives no right here: "
        "give it again if you agree."
    ),
    Difference.CODE: gettext_lazy(
        "“%(what)s” had the code %(was)s, already taken here. It is now %(now)s: print its sheet again."
    ),
    Difference.NAMED: gettext_lazy(
        "“%(what)s”, %(label)s: %(ours)s here, %(theirs)s on the other side. What was said at home stands: name the "
        "other there if you agree."
    ),
    Difference.ROW: gettext_lazy(
        "“%(what)s” was changed on both sides (%(label)s): %(ours)s here, %(theirs)s outside. %(kept)s"
    ),
}


def difference_sentence(one: dict[str, Any]) -> str:
    """A line of the report. One of a newer version is told by its code."""
    sentence = _SENTENCES.get(one["code"])
    return str(sentence) % _values(one) if sentence else str(one["code"])


def count_sentences(exchange: Exchange) -> list[str]:
    """What came in, a line each; one line when nothing did."""
    counts = exchange.counts
    said = [sentence(counts[what]) for what, sentence in _COUNTS.items() if counts.get(what)]
    return said or [_("Nothing new: everything in it was already here.")]


def differences_sentence(exchange: Exchange) -> str:
    """How many things differ, "" when nothing does: what a list is announced with."""
    n = exchange.counts.get("differences", 0)
    return ngettext("%(n)s thing differs:", "%(n)s things differ:", n) % {"n": n} if n else ""


def _values(one: dict[str, Any]) -> dict[str, str]:
    values = {name: _word(value) for name, value in one.items()}
    if one["code"] == Difference.OBJECT:
        values["property"] = str(PROPERTIES.get(one["property"], one["property"]))
        values |= {side: f" {_quoted(one[side])}" if one[side] else "" for side in ("ours", "theirs")}
    if one["code"] == Difference.ROW:
        values["label"] = str(LABELS.get(one["property"], one["label"]))
        kept = one["kept"] == "ours"
        values["kept"] = _("What was here stands.") if kept else _("What was done outside stands.")
    return values


def _quoted(words: str) -> str:
    return _("(“%(words)s”)") % {"words": words}


def _word(value: Any) -> str:
    if isinstance(value, bool) or value in (None, ""):
        return str(YES_NO[value])
    return str(value)


_COUNTS: dict[str, Callable[[int], str]] = {
    "operations": lambda n: ngettext("%(n)s operation came in.", "%(n)s operations came in.", n) % {"n": n},
    "ateliers.seat": lambda n: ngettext("%(n)s person more.", "%(n)s persons more.", n) % {"n": n},
    "tables.table": lambda n: ngettext("%(n)s table more.", "%(n)s tables more.", n) % {"n": n},
    "tables.tableoverlay": lambda n: ngettext("%(n)s sheet more.", "%(n)s sheets more.", n) % {"n": n},
    "changed": lambda n: ngettext("%(n)s setting changed.", "%(n)s settings changed.", n) % {"n": n},
}
