"""The means one states, and what is said of each action for one scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from atelier.common.widgets import PlainSelect, PlainText
from atelier.engines.scenarios.shapes import UNDATED, Action, Means
from atelier.roadmaps.scenarios.costing import USUAL_VALUE, Asked
from atelier.roadmaps.scenarios.queries import Read
from atelier.roadmaps.scenarios.rows import (
    CHOICE,
    MOST_LETTERS,
    PARTS,
    VALUE,
    VALUES,
    WISH,
    WISHES,
    AskedFirst,
    row_of,
    rows_at_first,
)

MOST_YEARS, YEARS_AHEAD = 12, 3
KINDS = (("euros", _("Budget (€)")), ("days", _("Person-days")))


class ScenarioForm(forms.Form):
    """Fields are made from the actions: `euros_2027`, `value_A-3`… An empty mean bounds nothing."""

    name = forms.CharField(label=_("Name of the scenario"), max_length=120)

    def __init__(self, data: Any, *, actions: Sequence[Action], before: Read | None = None, imposed: str = "") -> None:
        super().__init__(data)
        self.actions, self.years = list(actions), _years(actions, before)
        for kind, _label in KINDS:
            stated = before.means.by_year(kind) if before else {}  # type: ignore[arg-type]
            for year in self.years:
                self._amount(kind, year, stated.get(year))
            total = (before.means.euros_total if kind == "euros" else before.means.days_total) if before else None
            self._amount(kind, UNDATED, total)
        self.asked_first = [_asked_first(action, before, imposed) for action in self.actions]
        if self.is_bound:
            for first in self.asked_first:
                self._ask(first)

    def _amount(self, kind: str, year: int, stated: int | None) -> None:
        label = dict(KINDS)[kind]
        shown = f"{label} – {year}" if year else _("%(mean)s, in all") % {"mean": label}
        self.fields[f"{kind}_{year}"] = forms.IntegerField(
            label=shown, min_value=0, max_value=10**11, required=False, initial=stated,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "aria-label": shown}),
        )  # fmt: skip

    def _ask(self, first: AskedFirst) -> None:
        """The three fields of an action; a form that nobody has sent yet draws them without (`rows`)."""
        name = first.action.id
        self.fields[f"value_{name}"] = forms.ChoiceField(
            label=VALUE % {"name": name}, choices=VALUES, required=False, widget=PlainSelect
        )
        self.fields[f"wish_{name}"] = forms.ChoiceField(
            label=WISH % {"name": name}, choices=WISHES, required=False, widget=PlainSelect
        )
        self.fields[f"choice_{name}"] = forms.CharField(
            label=CHOICE % {"name": name}, max_length=MOST_LETTERS, required=False, widget=PlainText
        )
        for part in PARTS:
            field = self.fields[f"{part}_{name}"]
            field.widget.attrs["aria-label"] = field.label

    def mean_rows(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Each kind of means with its fields: a year, then the total."""
        for kind, label in KINDS:
            yield str(label), [self[f"{kind}_{year}"] for year in (*self.years, UNDATED)]

    def action_rows(self) -> Iterator[SafeString]:
        """As HTML, with what was sent or what is said at first."""
        if not self.is_bound:
            return rows_at_first(self.asked_first)
        return (
            row_of(one.action, **{part: self[f"{part}_{one.action.id}"] for part in PARTS}) for one in self.asked_first
        )

    @property
    def means(self) -> Means:
        said = self.cleaned_data
        by_year = {
            kind: {year: said[f"{kind}_{year}"] for year in self.years if said[f"{kind}_{year}"] is not None}
            for kind, _label in KINDS
        }
        return Means(**by_year, euros_total=said[f"euros_{UNDATED}"], days_total=said[f"days_{UNDATED}"])

    @property
    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            values={one.id: int(said[f"value_{one.id}"] or USUAL_VALUE) for one in self.actions},
            wishes={one.id: said[f"wish_{one.id}"] for one in self.actions},
            choices={one.id: said[f"choice_{one.id}"].strip().lower() for one in self.actions},
        )


def _asked_first(action: Action, before: Read | None, imposed: str) -> AskedFirst:
    known = (before.actions.get(action.id) if before else None) or action
    return AskedFirst(action, known.value, "must" if action.id == imposed else known.wish, " ".join(known.choices))


def _years(actions: Sequence[Action], before: Read | None) -> list[int]:
    """Those in which actions take something, or that were stated before."""
    found = {year for one in actions for kind in (one.euros, one.days) for year in kind} - {UNDATED}
    if before:
        found |= set(before.means.euros) | set(before.means.days)
    this_year = timezone.localdate().year
    return sorted(found)[:MOST_YEARS] or list(range(this_year, this_year + YEARS_AHEAD))
