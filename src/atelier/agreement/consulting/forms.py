"""Forms of consultations, for those who prepare them and those who vote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.agreement.consulting.enums import Choice
from atelier.agreement.consulting.models import Consultation, Statement
from atelier.agreement.consulting.papers import MOST_AT_ONCE
from atelier.ateliers.models import Atelier, Workshop
from atelier.people.enums import College

SMALLEST, LARGEST = 2, 10_000
CLOSES = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class ConsultationForm(forms.ModelForm[Consultation]):
    """What a consultation is."""

    small_under = forms.IntegerField(
        label=_("No opinion groups under (people)"),
        min_value=SMALLEST,
        max_value=LARGEST,
        initial=50,
        help_text=_("Fewer people are counted by college: a group of three would be two neighbours."),
    )
    closes_at = forms.DateTimeField(
        label=_("Closes by itself on"), required=False, widget=CLOSES, input_formats=["%Y-%m-%dT%H:%M"]
    )

    class Meta:
        model = Consultation
        fields = ("title", "intro", "workshop", "asks_college", "takes_proposals", "closes_at", "small_under")
        widgets = {"intro": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: Any, *, atelier: Atelier, instance: Consultation | None = None) -> None:
        super().__init__(data, instance=instance)
        self.fields["workshop"].queryset = Workshop.objects.of(atelier)  # type: ignore[attr-defined]
        self.fields["workshop"].required = False

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def clean_closes_at(self) -> Any:
        wanted = self.cleaned_data["closes_at"]
        if wanted and "closes_at" in self.changed_data and wanted <= timezone.now():
            raise forms.ValidationError(_("This moment is past."))
        return wanted


class StatementForm(forms.Form):
    """One statement."""

    text = forms.CharField(
        label=_("Statement"),
        max_length=280,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One idea in a sentence one can agree with or not; 140 letters are enough."),
    )


class ModerateForm(forms.Form):
    """Put to the vote, or take out and say why."""

    standing = forms.ChoiceField(choices=[("asked", ""), ("out", "")])
    reason = forms.CharField(label=_("Why"), max_length=280, required=False)


class BeginForm(forms.Form):
    """In whose name one votes."""

    college = forms.ChoiceField(label=_("You are among…"), choices=College.choices, widget=forms.RadioSelect)


class VoteForm(forms.Form):
    """A vote, with the identifier that the page gave it."""

    statement = forms.UUIDField()
    vote = forms.UUIDField()
    value = forms.TypedChoiceField(choices=[("1", ""), ("-1", ""), ("0", "")], coerce=int)


class CodeForm(forms.Form):
    """The code of a vote, typed."""

    code = forms.CharField(
        label=_("Code of the vote"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class HandsForm(forms.Form):
    """Hands raised at a table on a statement: three numbers a college."""

    origin_name = forms.CharField(label=_("Table"), max_length=60)

    def __init__(self, data: Any, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for college, _label in COLLEGES:
            for answer in ANSWERS:
                self.fields[f"{college or 'unsaid'}_{answer}"] = forms.IntegerField(
                    min_value=0,
                    max_value=2_000,
                    required=False,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                )

    @property
    def rows(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        return [
            (college, str(label), [self[f"{college or 'unsaid'}_{answer}"] for answer in ANSWERS])
            for college, label in COLLEGES
        ]

    @property
    def hands(self) -> dict[str, tuple[int, int, int]]:
        numbers = self.cleaned_data
        return {
            college: tuple(numbers.get(f"{college or 'unsaid'}_{answer}") or 0 for answer in ANSWERS)  # type: ignore[misc]
            for college, _label in COLLEGES
        }


class PapersForm(forms.Form):
    count = forms.IntegerField(
        label=_("How many papers"), min_value=1, max_value=MOST_AT_ONCE, initial=30,
        help_text=_("Each bears a number of its own, so that none is counted twice."),
    )  # fmt: skip


class PaperForm(forms.Form):
    """A paper as it is typed: a key a statement, 1 agree, 0 pass, - disagree, nothing where nothing is ticked."""

    number = forms.IntegerField(
        label=_("Number of the paper"), min_value=1, max_value=1_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "autofocus": True}),
    )  # fmt: skip
    college = forms.ChoiceField(label=_("College"), required=False)

    def __init__(self, data: Any, *, statements: Sequence[Statement], initial: dict[str, Any], is_known: bool) -> None:
        super().__init__(data, initial=initial)
        self.statements = statements
        self.fields["college"].choices = [("", _("College not said")), *College.choices]  # type: ignore[attr-defined]
        if is_known:
            self.fields["number"].disabled = True
        for one in statements:
            self.fields[f"answer_{one.pk}"] = forms.RegexField(
                ANSWER, label=one.text, required=False, max_length=1,
                error_messages={"invalid": _("Type 1, 0, - or nothing.")},
                widget=forms.TextInput(attrs={"autocomplete": "off", "size": 2}),
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[Statement, forms.BoundField]]:
        return [(one, self[f"answer_{one.pk}"]) for one in self.statements]

    @property
    def answers(self) -> dict[UUID, int]:
        typed = {one.pk: self.cleaned_data.get(f"answer_{one.pk}") or "" for one in self.statements}
        return {pk: KEYS[key] for pk, key in typed.items() if key}


KEYS = {"1": int(Choice.AGREE), "+": int(Choice.AGREE), "0": int(Choice.PASS), "-": int(Choice.DISAGREE)}
ANSWER = r"^[-+01]$"
COLLEGES = (*College.choices, ("", _("College not said")))
ANSWERS = ("agree", "disagree", "pass")
