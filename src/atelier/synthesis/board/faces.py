"""Cards as HTML, hundreds at once.

What the cards of a kind have in common (their form, its columns, its sentences) is drawn once by the template, with a
mark where each differs; then every card is cut into it. A template drawn in full for each took 1.2 ms a card.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from atelier.common.moulds import Mould, mark
from atelier.contributions.models import Card
from atelier.synthesis.board.reading import ShownCard

NO_CARD = UUID(int=0)  # stands for a card's identifier while a form is drawn: addresses want one
PARTS = ("look", "revision", "text", "lift", "by", "fate", "objections")


class Faces:
    """The cards of one page, drawn by `{name}.html` and, for what only some have, `{name}_{part}.html`."""

    def __init__(self, request: HttpRequest, page: Mapping[str, Any], *, name: str = "card") -> None:
        self.request, self.page, self.name = request, page, name
        self.words: Callable[[str], str] = linebreaksbr if name == "card" else escape
        self._faces: dict[tuple[str, ...], Mould] = {}
        self._drawn: dict[tuple[str, ...], str] = {}

    def of(self, shown: ShownCard) -> SafeString:
        """One card, as this viewer reads it."""
        card = shown.card
        return self._face(card.kind).filled(
            {
                "id": str(card.pk),
                "number": str(card.number),
                "look": shown.look,
                "revision": str(card.revision),
                "text": self._text(card),
                "lift": self._lift(card),
                "by": self._by(shown),
                "fate": self._fate(card),
                "objections": self._objections(shown),
            }
        )

    def _face(self, kind: str) -> Mould:
        def draw() -> str:
            card = Card(pk=NO_CARD, kind=kind)
            card.number = mark("number")  # it is written, never counted
            return self._draw("", card=card, **{part: mark(part) for part in PARTS})

        return self._kept(("card", kind), draw)

    def _text(self, card: Card) -> str:
        return escape(_("These words were withdrawn by who said them.")) if card.is_withdrawn else self.words(card.text)

    def _lift(self, card: Card) -> str:
        if not card.told_lift:
            return ""
        face = self._kept(("lift",), lambda: self._draw("_lift", words=mark("words")))
        return face.filled({"words": self.words(card.told_lift)})

    def _by(self, shown: ShownCard) -> str:
        card = shown.card
        told = {"college": card.college, "who": shown.who, "where": card.origin_name}
        if not any(told.values()):
            return ""

        def draw() -> str:
            names = {name: mark(name) for name in ("who", "where") if told[name]}
            college = str(card.get_college_display()) if card.college else ""
            return self._draw("_by", college=college, color=shown.college_color, **names)

        face = self._kept(("by", card.college, *(name for name in ("who", "where") if told[name])), draw)
        return face.filled({"who": escape(shown.who), "where": escape(card.origin_name)})

    def _fate(self, card: Card) -> str:
        if card.fate == "open":
            return ""
        return self._once(("fate", card.fate), lambda: self._draw("_fate", fate=card.get_fate_display()))

    def _objections(self, shown: ShownCard) -> str:
        return self._draw("_objections", objections=shown.open_objections) if shown.open_objections else ""

    def _draw(self, part: str, **words: Any) -> str:
        template = f"synthesis/board/{self.name}{part}.html"
        return render_to_string(template, {**self.page, **words}, self.request if not part else None)

    def _kept(self, key: tuple[str, ...], draw: Callable[[], str]) -> Mould:
        if key not in self._faces:
            self._faces[key] = Mould(draw().replace(str(NO_CARD), mark("id")))
        return self._faces[key]

    def _once(self, key: tuple[str, ...], draw: Callable[[], str]) -> str:
        if key not in self._drawn:
            self._drawn[key] = draw()
        return self._drawn[key]
