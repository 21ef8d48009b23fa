"""The means one states, and what is said of each action for one scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.common.widgets import PlainSelect, PlainText
from atelier.engines.scenarios.shapes import UNDATED, Action, Means
from atelier.roadmaps.scenarios.costing import USUAL_VALUE, Asked
from atelier.roadmaps.scenarios.queries import Read

MOST_YEARS, YEARS_AHEAD = 12, 3
VALUES = ((0, _("None of its own")), (1, _("Useful")), (2, _("Important")), (3, _("First of all")))
WISHES = (("", _("Let it be weighed")), ("must", _("Take it")), ("never", _("Set it aside")))
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
        for action in self.actions:
            known = before.actions.get(action.id) if before else None
            self._asked(action, known or action, is_imposed=action.id == imposed)

    def _amount(self, kind: str, year: int, stated: int | None) -> None:
        label = dict(KINDS)[kind]
        shown = f"{label} – {year}" if year else _("%(mean)s, in all") % {"mean": label}
        self.fields[f"{kind}_{year}"] = forms.IntegerField(
            label=shown, min_value=0, max_value=10**11, required=False, initial=stated,
            widget=forms.NumberInput(attrs={"inputmode": "numeric", "aria-label": shown}),
        )  # fmt: skip

    def _asked(self, action: Action, known: Action, *, is_imposed: bool) -> None:
        words = {"name": action.id}
        self.fields[f"value_{action.id}"] = forms.ChoiceField(
            label=_("Importance of %(name)s") % words, choices=VALUES,
            initial=known.value, required=False, widget=PlainSelect,
        )  # fmt: skip
        self.fields[f"wish_{action.id}"] = forms.ChoiceField(
            label=_("In this scenario, %(name)s") % words, choices=WISHES, required=False, widget=PlainSelect,
            initial="must" if is_imposed else known.wish,
        )  # fmt: skip
        self.fields[f"choice_{action.id}"] = forms.CharField(
            label=_("Alternative of %(name)s") % words, max_length=30, required=False, widget=PlainText,
            initial=" ".join(known.choices),
        )  # fmt: skip
        for part in ("value", "wish", "choice"):
            field = self.fields[f"{part}_{action.id}"]
            field.widget.attrs["aria-label"] = field.label

    def mean_rows(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """Each kind of means with its fields: a year, then the total."""
        for kind, label in KINDS:
            yield str(label), [self[f"{kind}_{year}"] for year in (*self.years, UNDATED)]

    def action_rows(self) -> Iterator[tuple[Action, forms.BoundField, forms.BoundField, forms.BoundField]]:
        for action in self.actions:
            yield action, self[f"value_{action.id}"], self[f"wish_{action.id}"], self[f"choice_{action.id}"]

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


def _years(actions: Sequence[Action], before: Read | None) -> list[int]:
    """Those in which actions take something, or that were stated before."""
    found = {year for one in actions for kind in (one.euros, one.days) for year in kind} - {UNDATED}
    if before:
        found |= set(before.means.euros) | set(before.means.days)
    this_year = timezone.localdate().year
    return sorted(found)[:MOST_YEARS] or list(range(this_year, this_year + YEARS_AHEAD))
