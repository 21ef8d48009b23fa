"""Forms of follow-up: a campaign, and what is said of an action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from atelier.contributions.models import Card
from atelier.roadmaps.followup.commands import News, Raised
from atelier.roadmaps.followup.models import Campaign, Report
from atelier.roadmaps.plan.enums import Status
from atelier.roadmaps.plan.models import Action, FundingLine

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LINES = forms.Textarea(attrs={"rows": 3})
GENTLE = {  # how a bearer says it: no word of blame
    Status.UPCOMING: _("It has not begun"),
    Status.UNDER_WAY: _("It goes on"),
    Status.DONE: _("It is done"),
    Status.PAUSED: _("It is paused for now"),
    Status.LATE: _("It takes longer than foreseen"),
    Status.BLOCKED: _("Something holds it back"),
    Status.TO_DISCUSS: _("It should be discussed again"),
    Status.ABANDONED: _("We would give it up"),
}


class CampaignForm(forms.ModelForm[Campaign]):
    """A round of news."""

    class Meta:
        model = Campaign
        fields = ("title", "opens_on", "closes_on", "letter")
        widgets = {"opens_on": DAY, "closes_on": DAY, "letter": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["letter"].help_text = _("Your own words, above those of the house. The personal link is added.")


class NewsForm(forms.Form):
    """What is said of an action. `raised_N`: what is acquired of the funding line N."""

    progress = forms.IntegerField(
        label=_("How far it is, from 0 to 100"), min_value=0, max_value=100, required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 5}),
    )  # fmt: skip
    status = forms.ChoiceField(
        label=_("Where it stands"), choices=[("", _("I leave it as it is")), *GENTLE.items()], required=False
    )
    studies = forms.CharField(label=_("Studies made"), widget=LINES, max_length=3_000, required=False)
    works = forms.CharField(label=_("Works made"), widget=LINES, max_length=3_000, required=False)
    blocks = forms.CharField(
        label=_("What holds it back, or what you would need"), widget=LINES, max_length=3_000, required=False
    )
    blockage = forms.ModelChoiceField(
        label=_("Is it a blockage already named?"),
        queryset=Card.everywhere.none(),
        required=False,
        empty_label=_("None of these"),
    )
    comment = forms.CharField(label=_("A word more"), widget=LINES, max_length=3_000, required=False)
    is_public = forms.BooleanField(label=_("Everyone may read this, on the public page of the roadmap"), required=False)

    def __init__(self, data: Any, *, action: Action, before: Report | None = None) -> None:
        """before: what was said last, which a correction starts from."""
        super().__init__(data, initial=_initial(before))
        if before:
            words = {"day": date_format(before.said_at, "j F Y")}
            self.fields["is_correction"] = forms.BooleanField(
                label=_("This corrects what I said on %(day)s (otherwise both stay, one after the other)") % words,
                required=False,
            )
        self.lines = list(action.funding.all())
        cards = [gate.card_id for gate in action.gates.all()]
        blockage: Any = self.fields["blockage"]
        blockage.queryset = action.roadmap.atelier.cards.filter(pk__in=cards)
        if not cards:
            del self.fields["blockage"]
        known = {(one["label"], one["funder"]): one["amount_eur"] for one in before.raised} if before else {}
        for line in self.lines:
            self.fields[f"raised_{line.pk}"] = forms.DecimalField(
                label=_line_label(line), min_value=0, max_digits=12, decimal_places=2, required=False,
                initial=known.get((line.label, line.funder)), localize=False,
                widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
            )  # fmt: skip

    def money(self) -> Iterator[forms.BoundField]:
        for line in self.lines:
            yield self[f"raised_{line.pk}"]

    @property
    def news(self) -> News:
        said = self.cleaned_data
        return News(
            progress=said["progress"],
            status=said["status"],
            raised=_raised(self.lines, said),
            studies=said["studies"],
            works=said["works"],
            blocks=said["blocks"],
            blockage=said.get("blockage"),
            comment=said["comment"],
            is_public=said["is_public"],
        )


class HeardForm(NewsForm):
    """What somebody said aloud, written down by a keeper."""

    said_name = forms.CharField(label=_("Who said it"), max_length=120)

    field_order = ("said_name",)


def _initial(before: Report | None) -> dict[str, Any]:
    if before is None:
        return {}
    names = ("progress", "status", "studies", "works", "blocks", "blockage", "comment", "is_public")
    return {name: getattr(before, name) for name in names}


def _raised(lines: Sequence[FundingLine], said: dict[str, Any]) -> list[Raised]:
    found: list[Raised] = []
    for line in lines:
        amount: Decimal | None = said[f"raised_{line.pk}"]
        if amount is not None:
            found.append(Raised(label=line.label, funder=line.funder, amount_eur=f"{amount:.2f}"))
    return found


def _line_label(line: FundingLine) -> str:
    who = f" ({line.funder})" if line.funder else ""
    return str(_("Acquired for %(line)s, in €") % {"line": f"{line.label}{who}"})
