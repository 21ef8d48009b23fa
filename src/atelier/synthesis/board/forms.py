"""Forms of the board."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.common.widgets import PlainSelect
from atelier.contributions.cards.commands import Said
from atelier.contributions.cards.enums import CardKind, Fate
from atelier.people.enums import College
from atelier.synthesis.board.commands import Place
from atelier.synthesis.board.enums import COLUMN_LABELS
from atelier.synthesis.board.models import Board
from atelier.synthesis.board.queries import Wanted

TEXT = forms.Textarea(attrs={"rows": 3})
DECIDED = (Fate.OPEN, Fate.KEPT, Fate.POSTPONED, Fate.DROPPED)
COLLEGES = [("", _("not said")), *College.choices]


class FilterForm(forms.Form):
    """`table`, `college`, `devenir` of the address: what nobody knows is forgotten."""

    table = forms.ChoiceField(label=_("Table"), required=False)
    college = forms.ChoiceField(label=_("College"), required=False, choices=[("", _("all")), *College.choices])
    fate = forms.ChoiceField(label=_("Fate"), required=False, choices=[("", _("those that stand")), *Fate.choices])

    def __init__(self, *args: Any, origins: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choice("table").choices = [("", _("all")), *((name, name) for name in origins)]

    def _choice(self, name: str) -> Any:
        return self.fields[name]

    def wanted(self) -> Wanted:
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        return Wanted(said.get("table", ""), said.get("college", ""), said.get("fate", ""))


class WriteForm(forms.Form):
    """A new card. `card` is its identifier, made by the page so that sending it twice writes it once."""

    card = forms.UUIDField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=CardKind.choices)
    text = forms.CharField(label=_("What is said"), widget=TEXT, max_length=4000)
    lift_condition = forms.CharField(label=_("What would lift it"), required=False, max_length=2000)
    origin_name = forms.CharField(label=_("Table"), required=False, max_length=120)
    college = forms.ChoiceField(label=_("College"), required=False, choices=COLLEGES)
    said_name = forms.CharField(label=_("Whose words"), required=False, max_length=120)
    has_consent = forms.BooleanField(label=_("Agrees that the name is kept"), required=False)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        kinds = [(kind, CardKind(kind).label) for kind in board.columns]
        kwargs.setdefault("initial", {"card": uuid4(), "kind": kinds[0][0], "has_consent": True})
        super().__init__(*args, **kwargs)
        self.board = board
        kind: Any = self.fields["kind"]
        kind.choices = kinds

    def said(self, by_name: str) -> Said:
        """Raises KeyError before `is_valid`."""
        words = dict(self.cleaned_data)
        pk: UUID | None = words.pop("card")
        return Said(**words, id=pk, workshop=self.board.workshop, captured_name=by_name)


class MoveForm(forms.Form):
    """To a column (`kind`), after a card (`after`: its identifier, `first` or `last`); or `places` up or down."""

    kind = forms.ChoiceField(required=False, choices=CardKind.choices)
    after = forms.CharField(required=False)
    places = forms.IntegerField(required=False, min_value=-1, max_value=1)

    def clean_after(self) -> Place:
        after = self.cleaned_data["after"]
        if after in ("", "last"):
            return "last"
        if after == "first":
            return "first"
        try:
            return UUID(after)
        except ValueError as error:
            raise forms.ValidationError(_("No card has this name.")) from error


class RewordForm(forms.Form):
    """Other words, on the revision that was read."""

    text = forms.CharField(label=_("What is said"), widget=TEXT, max_length=4000)
    lift_condition = forms.CharField(label=_("What would lift it"), required=False, max_length=2000)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class MergeForm(forms.Form):
    """With another card of the board, under one text."""

    card = forms.UUIDField(widget=forms.HiddenInput, required=False)
    onto = forms.UUIDField(label=_("Merge with"))
    text = forms.CharField(label=_("What both say"), widget=TEXT, max_length=4000)

    def __init__(self, *args: Any, others: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"card": uuid4()})
        super().__init__(*args, **kwargs)
        self.fields["onto"].widget = PlainSelect(choices=[("", _("choose a card")), *others])


class DecideForm(forms.Form):
    """Kept, postponed, dropped, or open again."""

    fate = forms.ChoiceField(label=_("Fate"), choices=[(fate.value, fate.label) for fate in DECIDED])
    reason = forms.CharField(label=_("Why"), required=False, max_length=2000)


class ColumnsForm(forms.Form):
    """The place of each kind on the board, 0 for none; equal places keep the order of the kinds."""

    takes_earlier = forms.BooleanField(label=_("With the cards of the workshops before"), required=False)

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"takes_earlier": board.takes_earlier})
        super().__init__(*args, **kwargs)
        places = [(0, _("not on the board")), *((place, str(place)) for place in range(1, len(COLUMN_LABELS) + 1))]
        for kind, label in COLUMN_LABELS.items():
            place = board.columns.index(kind) + 1 if kind in board.columns else 0
            self.fields[kind] = forms.TypedChoiceField(label=str(label), choices=places, coerce=int, initial=place)
        self.order_fields([*COLUMN_LABELS, "takes_earlier"])

    def columns(self) -> list[str]:
        """Raises KeyError before `is_valid`."""
        placed = [(self.cleaned_data[kind], kind) for kind in COLUMN_LABELS if self.cleaned_data[kind]]
        return [kind for _place, kind in sorted(placed, key=lambda one: one[0])]


class SignForm(forms.Form):
    name = forms.CharField(label=_("First name and name"), max_length=120)
    college = forms.ChoiceField(label=_("College"), choices=College.choices)
    is_from_paper = forms.BooleanField(label=_("Copied from the paper"), required=False)


class ObjectForm(forms.Form):
    """An objection to a card of a version."""

    card = forms.UUIDField(label=_("Card"))
    reason = forms.CharField(label=_("Why"), widget=TEXT, max_length=2000)
    name = forms.CharField(label=_("First name and name"), required=False, max_length=120)
    college = forms.ChoiceField(label=_("College"), required=False, choices=COLLEGES)
    is_from_paper = forms.BooleanField(label=_("Copied from the paper"), required=False)

    def __init__(self, *args: Any, cards: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["card"].widget = PlainSelect(choices=list(cards))


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Answer"), widget=TEXT, max_length=2000)
