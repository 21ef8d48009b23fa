"""Forms of calls, applications and ideas."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from atelier.people.models import Organisation
from atelier.programme.calls.commands import HUNDRED, Judged
from atelier.programme.calls.dated import limits
from atelier.programme.calls.enums import PaperKind
from atelier.programme.calls.models import Application, ApplicationPaper, Call

MOMENT = "%Y-%m-%dT%H:%M"
CRITERIA_ROWS = 8


class MomentField(forms.DateTimeField):
    """A day and an hour, in the browser's own box."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(widget=widget, input_formats=[MOMENT, "%Y-%m-%dT%H:%M:%S"], **options)


class CallForm(forms.ModelForm[Call]):
    """A call's words and dates."""

    opens_at = MomentField(label=_("Opens"))
    closes_at = MomentField(
        label=_("Closes"), required=False, help_text=_("Left empty, the call stays open: ateliers « à la carte ».")
    )

    class Meta:
        model = Call
        fields = ("title", "kind", "session", "summary", "text", "opens_at", "closes_at", "results_on")
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "text": forms.Textarea(attrs={"rows": 10}),
            "results_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


class CriterionRow(forms.Form):
    """One criterion; a row without a title is none."""

    title = forms.CharField(label=_("Criterion"), max_length=160, required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=HUNDRED, required=False)
    question = forms.CharField(
        label=_("What the reviewer asks"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("title") and not cleaned.get("weight"):
            self.add_error("weight", _("A criterion has a weight."))
        return cleaned


CriteriaRows = forms.formset_factory(CriterionRow, extra=0, min_num=CRITERIA_ROWS, max_num=CRITERIA_ROWS)


def judged_of(rows: Any) -> list[Judged]:
    """The criteria of a valid formset."""
    written = [row.cleaned_data for row in rows.forms if row.cleaned_data.get("title")]
    return [Judged(row["title"], row["weight"], row["question"]) for row in written]


class BeginForm(forms.Form):
    """An application more: how it is called. An agent says for which department, when they serve several."""

    title = forms.CharField(
        label=_("Title of the application"),
        max_length=160,
        help_text=_("The place and the question, for instance: Bar-le-Duc, habiter la ville haute."),
    )


class HolderForm(forms.ModelForm[Application]):
    """Who carries it."""

    class Meta:
        model = Application
        fields = ("title", "holder")
        labels = {"title": _("Title of the application"), "holder": _("Local authority that carries it")}

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["holder"]
        field.queryset = organisations
        field.label_from_instance = lambda one: f"{one.name} ({one.get_kind_display()})"


class InviteForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of somebody who has an account here."))


class PaperForm(forms.ModelForm[ApplicationPaper]):
    """A letter to attach."""

    kind = forms.ChoiceField(label=_("What it is"), choices=PaperKind.choices)
    upload = forms.FileField(label=_("File"), help_text=_("PDF, picture, ODT or DOCX."))

    class Meta:
        model = ApplicationPaper
        fields = ("kind", "signed_by")
        labels = {"signed_by": _("Signed by")}


class DelayForm(forms.Form):
    until = MomentField(label=_("It may be sent until"))
    reason = forms.CharField(label=_("Why"), max_length=300)


class IdeaForm(forms.Form):
    """Three questions and an e-mail. `website` is a trap: people do not see it, programs fill it. Whoever filled it all
    the same is told, and loses nothing."""

    place = forms.CharField(
        label=_("Where is it?"), max_length=120, help_text=_("The commune; its postcode if there are several.")
    )
    what = forms.CharField(
        label=_("What happens there, and what would you like to change?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A few sentences, as you would say them. No file is asked for."),
    )
    who = forms.CharField(
        label=_("With whom have you spoken of it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("A neighbour commune, an association, a shopkeeper… or nobody yet."),
    )
    email = forms.EmailField(
        label=_("Where can one write to you?"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    website = forms.CharField(
        label=_("Leave this box empty"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = limits().most_letters
        for name in ("what", "who"):
            self.fields[name].widget.attrs["maxlength"] = most
            self.fields[name].validators.append(MaxLengthValidator(most))

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This box is there to stop programs: empty it, then send again."))
        return ""


class TakeForm(forms.Form):
    """Into which open call an idea goes, and under which title."""

    title = forms.CharField(label=_("Title of the application"), max_length=160)
    call = forms.ModelChoiceField(label=_("Call"), queryset=Call.objects.none(), empty_label=None)

    def __init__(self, *args: Any, calls: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["call"]
        field.queryset = calls


class ReplyForm(forms.Form):
    reply = forms.CharField(
        label=_("Your answer"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
        help_text=_("It is sent as you write it: say why, and to whom one can turn."),
    )


def local_organisations() -> Any:
    """Those that can carry an application."""
    from atelier.people.enums import LOCAL_KINDS

    return Organisation.objects.filter(kind__in=LOCAL_KINDS).order_by("name")
