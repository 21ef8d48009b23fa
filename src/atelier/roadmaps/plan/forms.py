"""Forms of the roadmap, its axes, its actions and what they need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from atelier.common.widgets import PlainSelect
from atelier.contributions.cards.enums import CardKind
from atelier.contributions.cards.numbered import NumberedCards
from atelier.contributions.cards.queries import standing_cards
from atelier.contributions.models import Card
from atelier.roadmaps.plan.models import Action, Axis, Dependency, FundingLine, Indicator, PlanLink, Roadmap
from atelier.synthesis.models import Demonstrator

MOST_OFFERED, MOST_GATES = 60, 40
AHEAD = (CardKind.HYPOTHESIS, CardKind.PRINCIPLE, CardKind.LEAD, CardKind.INTENTION, CardKind.COOPERATION)


def day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoadmapForm(forms.ModelForm[Roadmap]):
    """Its title and the vision it serves."""

    class Meta:
        model = Roadmap
        fields = ("title", "vision")
        widgets = {"vision": forms.Textarea(attrs={"rows": 3})}


class AxisForm(forms.ModelForm[Axis]):
    """An axis; `ordinal` is its place."""

    class Meta:
        model = Axis
        fields = ("title", "text", "ordinal")
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}
        labels = {"ordinal": _("Place among the axes")}


class NewAxisForm(forms.ModelForm[Axis]):
    """It goes after the others."""

    class Meta:
        model = Axis
        fields = ("title", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}


class ActionForm(forms.ModelForm[Action]):
    """Everything of an action but what stands beside it. `revision` is the one the writer read."""

    demonstrator = forms.ModelChoiceField(
        label=_("Demonstrator"), queryset=Demonstrator.everywhere.none(), required=False, empty_label="–"
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Action
        fields = (
            "title", "axis", "text", "status", "origin", "starts_on", "ends_on", "partners", "person_days",
            "human_means",
        )  # fmt: skip
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "partners": forms.Textarea(attrs={"rows": 3}),
            "human_means": forms.Textarea(attrs={"rows": 2}),
            "starts_on": day_widget(),
            "ends_on": day_widget(),
        }
        help_texts = {"partners": _("One a line."), "human_means": _("Who gives this time, and for what.")}

    def __init__(self, data: Any = None, *, roadmap: Roadmap, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["axis"].queryset = Axis.objects.of(roadmap.atelier_id).filter(roadmap=roadmap)  # type: ignore[attr-defined]
        self.fields["axis"].empty_label = None  # type: ignore[attr-defined]
        self.fields["demonstrator"].queryset = Demonstrator.objects.of(roadmap.atelier_id)  # type: ignore[attr-defined]
        self.initial.setdefault("demonstrator", self.instance.demonstrator)

    def clean(self) -> dict[str, Any]:
        words: dict[str, Any] = super().clean() or self.cleaned_data
        if words.get("starts_on") and words.get("ends_on") and words["ends_on"] < words["starts_on"]:
            self.add_error("ends_on", _("It ends before it begins."))
        return words

    @property
    def wanted(self) -> dict[str, Any]:
        """For the commands."""
        found = self.cleaned_data["demonstrator"]
        words = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return {**words, "demonstrator": found.pk if found else None}

    def _post_clean(self) -> None:
        """The command checks the row; the form must leave `instance` as it was read."""


class CardsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's own takes none when it runs
    """Cards by their number, their kind and what they say."""

    def label_from_instance(self, obj: Card) -> str:
        return f"{obj.name} · {obj.get_kind_display()} · {obj.text}"[:140]


def offered_of(cards: QuerySet[Card], data: Any, name: str) -> QuerySet[Card]:
    """The first MOST_GATES of these to choose from, a list of a thousand being no choice; of what was sent, any."""
    if data and data.get(name):
        return cards
    return cards.filter(pk__in=list(cards.values_list("pk", flat=True)[:MOST_GATES]))


class NewActionForm(ActionForm):
    """With the cards it comes from, and the blockages that gate it. Offered: cards that look ahead (AHEAD), hypotheses
    first; findings led to those, and there may be thousands."""

    sources = CardsField(
        label=_("Cards it comes from"), queryset=Card.everywhere.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )  # fmt: skip
    gated_by = forms.ModelMultipleChoiceField(
        label=_("Blockages to lift first"), queryset=Card.everywhere.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )  # fmt: skip

    others = NumberedCards()
    other_gates = NumberedCards(label=_("Other blockages, by their number"))

    def __init__(self, data: Any = None, *, roadmap: Roadmap, **options: Any) -> None:
        super().__init__(data, roadmap=roadmap, **options)
        ranks = Case(*(When(kind=kind, then=rank) for rank, kind in enumerate(AHEAD)), default=len(AHEAD))
        cards = standing_cards(roadmap.atelier_id).order_by(ranks, "number")
        offered = list(cards.filter(kind__in=AHEAD).values_list("pk", flat=True)[:MOST_OFFERED])
        self.fields["sources"].queryset = cards.filter(pk__in=offered)  # type: ignore[attr-defined]
        self.fields["others"].cards = cards  # type: ignore[attr-defined]
        blockages = cards.filter(kind=CardKind.BLOCKAGE)
        self.fields["gated_by"].queryset = offered_of(blockages, self.data, "gated_by")  # type: ignore[attr-defined]
        self.fields["other_gates"].cards = blockages  # type: ignore[attr-defined]


class FundingForm(forms.ModelForm[FundingLine]):
    class Meta:
        model = FundingLine
        fields = ("label", "funder", "amount_eur", "state", "programme", "valid_from", "valid_until")
        widgets = {"valid_from": day_widget(), "valid_until": day_widget()}


class IndicatorForm(forms.ModelForm[Indicator]):
    class Meta:
        model = Indicator
        fields = ("label", "unit", "baseline", "target")


class PlanLinkForm(forms.ModelForm[PlanLink]):
    class Meta:
        model = PlanLink
        fields = ("kind", "label", "reference", "valid_from", "valid_until")
        widgets = {"valid_from": day_widget(), "valid_until": day_widget()}


LINE_FORMS: dict[str, Any] = {"funding": FundingForm, "indicator": IndicatorForm, "plan": PlanLinkForm}


class WaitsForm(forms.Form):
    """What the action waits for."""

    before = forms.ModelChoiceField(
        label=_("Waits for the end of"), queryset=Action.everywhere.none(), empty_label=None, widget=PlainSelect
    )

    def __init__(self, data: Any = None, *, action: Action) -> None:
        super().__init__(data)
        rows = Action.objects.of(action.roadmap.atelier_id).filter(roadmap=action.roadmap_id).exclude(pk=action.pk)
        known = Dependency.objects.of(action.roadmap.atelier_id).filter(after=action).values("before")
        self.fields["before"].queryset = rows.exclude(pk__in=known).order_by("number")  # type: ignore[attr-defined]


class GateForm(forms.Form):
    """A blockage that holds the action back: one of the first, or another by its number."""

    card = forms.ModelChoiceField(
        label=_("Blockage to lift first"),
        queryset=Card.everywhere.none(),
        empty_label="–",
        required=False,
        widget=PlainSelect,
    )
    other = NumberedCards(label=_("Or another, by its number"))

    def __init__(self, data: Any = None, *, action: Action) -> None:
        super().__init__(data)
        rows = standing_cards(action.roadmap.atelier_id).filter(kind=CardKind.BLOCKAGE)
        left = rows.exclude(gated_actions__action=action).order_by("number")
        self.fields["card"].queryset = offered_of(left, self.data, "card")  # type: ignore[attr-defined]
        self.fields["other"].cards = left  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """`card`: the one chosen, whichever way."""
        words: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = words.get("card") or next(iter(words.get("other") or ()), None)
        if chosen is None and not self.errors:
            self.add_error("card", _("Choose a blockage, or write its number."))
        return {**words, "card": chosen}


class LiftForm(forms.Form):
    """How a blockage was lifted."""

    lifted_on = forms.DateField(label=_("Lifted on"), widget=day_widget())
    how = forms.CharField(label=_("How it was lifted"), widget=forms.Textarea(attrs={"rows": 2}))
