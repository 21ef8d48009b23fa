"""What is asked of each action, in a table of hundreds: a row is drawn once by its template and filled for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from atelier.common.moulds import Mould, mark
from atelier.common.widgets import PlainText, options
from atelier.engines.scenarios.shapes import Action

VALUES = ((0, _("None of its own")), (1, _("Useful")), (2, _("Important")), (3, _("First of all")))
WISHES = (("", _("Let it be weighed")), ("must", _("Take it")), ("never", _("Set it aside")))
VALUE, WISH, CHOICE = _("Importance of %(name)s"), _("In this scenario, %(name)s"), _("Alternative of %(name)s")
PARTS, MOST_LETTERS = ("value", "wish", "choice"), 30


@dataclass(frozen=True)
class AskedFirst:
    """An action, and what its three fields say before anybody changes them."""

    action: Action
    value: int
    wish: str
    choice: str


def row_of(action: Action, **fields: Any) -> SafeString:
    """A row with fields of a form that was sent, and what is wrong with them."""
    said = {"id": action.id, "title": action.title, "needs": ", ".join(action.needs), "errors": fields["choice"]}
    return render_to_string("roadmaps/scenarios/action_row.html", said | fields)


def rows_at_first(asked: Iterable[AskedFirst]) -> Iterator[SafeString]:
    mould = cache(_mould)
    for one in asked:
        action = one.action
        yield mould(has_needs=bool(action.needs)).filled(
            {
                "id": escape(action.id),
                "title": escape(action.title),
                "needs": escape(", ".join(action.needs)),
                "value": options(VALUES, one.value),
                "wish": options(WISHES, one.wish),
                "choice": escape(one.choice),
            }
        )


def _mould(*, has_needs: bool) -> Mould:
    name = mark("id")
    said = {one: mark(one) for one in ("id", "title")} | {"needs": mark("needs") if has_needs else ""}
    fields = {part: _select(part, label % {"name": name}) for part, label in (("value", VALUE), ("wish", WISH))}
    attributes = {"id": f"id_choice_{name}", "maxlength": MOST_LETTERS, "aria-label": CHOICE % {"name": name}}
    fields["choice"] = PlainText().render(f"choice_{name}", mark("choice"), attributes)
    return Mould(render_to_string("roadmaps/scenarios/action_row.html", said | fields))


def _select(part: str, label: str) -> SafeString:
    name = f"{part}_{mark('id')}"
    said = flatatt({"name": name, "aria-label": label, "id": f"id_{name}"})
    return format_html("<select{}>{}</select>", said, mark(part))
