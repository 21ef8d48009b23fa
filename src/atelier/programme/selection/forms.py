"""Forms of the selection."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.people.models import Account
from atelier.programme.calls.forms import MomentField
from atelier.programme.calls.models import Criterion
from atelier.programme.selection.enums import Favour, Outcome
from atelier.programme.selection.models import Review


class NamedForm(forms.Form):
    """Several stand on one page: the identifiers of its fields begin with its name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")
        super().__init__(*args, **kwargs)


class OpinionForm(NamedForm):
    favour = forms.ChoiceField(label=_("Opinion"), choices=Favour.choices, widget=forms.RadioSelect)
    rank = forms.IntegerField(
        label=_("Rank among the applications of your territory"), min_value=1, max_value=99, help_text=_("1 first.")
    )
    reasons = forms.CharField(label=_("Reasons"), widget=forms.Textarea(attrs={"rows": 6}), max_length=4000)


class ConflictForm(NamedForm):
    reason = forms.CharField(
        label=_("What ties you to this application"),
        max_length=300,
        help_text=_("Once declared it is not taken back: its marks and its discussion close to you."),
    )


class RemarkForm(NamedForm):
    text = forms.CharField(label=_("Remark"), widget=forms.Textarea(attrs={"rows": 3}), max_length=3000)


class DecisionForm(NamedForm):
    outcome = forms.ChoiceField(label=_("Decision"), choices=Outcome.choices, widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text=_("The applicants will read these words, once the results are released."),
    )


class PhaseForm(forms.Form):
    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(label=_("Closes"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("A phase closes after it opens."))
        return cleaned


class ReviewerForm(NamedForm):
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of somebody who has an account here."))

    def clean_email(self) -> Account:
        account: Account | None = Account.objects.filter(
            email=self.cleaned_data["email"].lower(), is_active=True
        ).first()
        if account is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return account


class MarksForm(NamedForm):
    """One mark and its reason a criterion; marks may wait, a complete review has them all."""

    summary = forms.CharField(
        label=_("In a few words"), widget=forms.Textarea(attrs={"rows": 4}), required=False, max_length=3000
    )

    def __init__(self, *args: Any, criteria: list[Criterion], review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {mark.criterion_id: mark for mark in review.marks.all()}
        self.criteria = criteria
        self.fields["summary"].initial = review.summary
        for one in criteria:
            mark = given.get(one.pk)
            choices = [(str(value), str(value)) for value in range(one.most + 1)]
            self.fields[f"mark-{one.pk}"] = forms.ChoiceField(
                label=one.title,
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
                initial=str(mark.value) if mark else None,
            )
            self.fields[f"reason-{one.pk}"] = forms.CharField(
                label=_("Why this mark"),
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                max_length=2000,
                initial=mark.reason if mark else "",
            )

    def rows(self) -> list[tuple[Criterion, Any, Any]]:
        return [(one, self[f"mark-{one.pk}"], self[f"reason-{one.pk}"]) for one in self.criteria]

    @property
    def marks(self) -> dict[int, tuple[int, str]]:
        """Those that were given: criterion → (value, reason)."""
        words = self.cleaned_data
        return {
            one.pk: (int(words[f"mark-{one.pk}"]), words[f"reason-{one.pk}"])
            for one in self.criteria
            if words.get(f"mark-{one.pk}")
        }
