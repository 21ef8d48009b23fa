"""Forms of a competition."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from atelier.common.files import MEGABYTE, clean_name, words_of
from atelier.common.kinds import PAPERS, kind_of
from atelier.people.models import Account, Organisation
from atelier.procurement.agreements.models import FrameworkAgreement
from atelier.procurement.competition.content import Enclosed, TenderContent
from atelier.procurement.competition.judging import MarkWish
from atelier.procurement.competition.models import AwardCriterion, Consultation, Mark
from atelier.procurement.competition.preparing import CriterionWish
from atelier.procurement.enums import AgreementMode
from atelier.procurement.forms import day_input, moment_input, money_field

FILES, ANSWER, MARK, REASON = ("technical", "other_1", "other_2"), "answer-", "mark-", "reason-"
ROWS = 5  # criteria besides the price


class ConsultationForm(forms.ModelForm[Consultation]):
    class Meta:
        model = Consultation
        fields = (
            "title", "summary", "agreement", "estimate_ex_vat", "questions_until", "deadline_at", "price_formula",
            "threshold",
        )  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "questions_until": moment_input(),
            "deadline_at": moment_input(),
        }
        help_texts = {
            "agreement": _("Nothing: everybody may tender. An agreement: its holders compete again, and nobody else."),
            "estimate_ex_vat": _("Seen by the services only."),
            "threshold": _("So many members of the opening commission must be there with their passphrase."),
        }
        localized_fields = ("estimate_ex_vat",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreement: Any = self.fields["agreement"]
        agreement.queryset = FrameworkAgreement.objects.filter(mode=AgreementMode.SUBSEQUENT)


class CriteriaForm(forms.Form):
    """The price, and up to five others."""

    price_weight = forms.IntegerField(label=_("Weight of the price, %"), min_value=1, max_value=99, initial=40)

    def __init__(self, *args: Any, criteria: Sequence[AwardCriterion] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in criteria if not one.is_price]
        for number in range(1, ROWS + 1):
            known = others[number - 1] if number <= len(others) else None
            said = {"number": number}
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("Criterion %(number)s") % said, max_length=160, required=False, initial=known and known.title
            )
            self.fields[f"weight_{number}"] = forms.IntegerField(
                label=_("Weight of criterion %(number)s, %%") % said, min_value=1, max_value=99, required=False,
                initial=known and known.weight,
            )  # fmt: skip
            self.fields[f"question_{number}"] = forms.CharField(
                label=_("What is looked for on this site (criterion %(number)s)") % said, required=False,
                widget=forms.Textarea(attrs={"rows": 2}), initial=known and known.question,
            )  # fmt: skip
        price = next((one for one in criteria if one.is_price), None)
        if price:
            self.fields["price_weight"].initial = price.weight

    def rows(self) -> list[list[forms.BoundField]]:
        """Title, weight, question of each row."""
        return [[self[f"{part}_{number}"] for part in ("title", "weight", "question")] for number in range(1, ROWS + 1)]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        total = said.get("price_weight") or 0
        for number in range(1, ROWS + 1):
            title, weight = said.get(f"title_{number}"), said.get(f"weight_{number}")
            if bool(title) != bool(weight):
                self.add_error(f"weight_{number}", _("Give both a title and a weight, or neither."))
            total += weight or 0
        if not self.errors and total != 100:
            raise forms.ValidationError(_("The weights add up to %(total)s, not to 100."), params={"total": total})
        return said

    @property
    def wishes(self) -> list[CriterionWish]:
        said = self.cleaned_data
        filled = [number for number in range(1, ROWS + 1) if said[f"title_{number}"]]
        others = [CriterionWish(said[f"title_{n}"], said[f"weight_{n}"], said[f"question_{n}"]) for n in filled]
        return [*others, CriterionWish(str(_("Price")), said["price_weight"], is_price=True)]


class MemberForm(forms.Form):
    """A member of the opening commission, by the e-mail of their account."""

    email = forms.EmailField(label=_("E-mail address of the member"))

    def clean_email(self) -> Account:
        account = Account.objects.filter(email=self.cleaned_data["email"].lower(), is_active=True).first()
        if account is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return account


class PassphraseForm(forms.Form):
    """Spaces at both ends do not count."""

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        max_length=400,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class QuestionForm(forms.Form):
    text = forms.CharField(label=_("Your question"), max_length=3000, widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(forms.Form):
    text = forms.CharField(label=_("Answer, shown to all"), max_length=6000, widget=forms.Textarea(attrs={"rows": 4}))


class TenderForm(forms.Form):
    """One answer a criterion, the price, the papers. `organisations`: those one may tender for."""

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[AwardCriterion],
        organisations: Sequence[Organisation],
        most_mb: int,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.organisations, self.most_mb = {str(one.pk): one for one in organisations}, most_mb
        choices = [(pk, one.name) for pk, one in self.organisations.items()]
        self.fields["organisation"] = forms.ChoiceField(label=_("Team that tenders"), choices=choices)
        self.fields["co_contractors"] = forms.CharField(
            label=_("With whom"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Co-contractors and their disciplines, one a line."),
        )  # fmt: skip
        for one in criteria:
            if not one.is_price:
                self.fields[f"{ANSWER}{one.pk}"] = forms.CharField(
                    label=one.title, help_text=one.question, max_length=20_000,
                    widget=forms.Textarea(attrs={"rows": 8}),
                )  # fmt: skip
        self.fields["price"] = money_field(_("Price of the whole, € excl. tax"))
        labels = (_("Technical proposal"), _("Another paper"), _("Another paper"))
        for name, label in zip(FILES, labels, strict=True):
            self.fields[name] = forms.FileField(label=label, required=name == FILES[0], max_length=160)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in FILES:
            upload = said.get(name)
            if isinstance(upload, UploadedFile):
                self._look_at(name, upload)
        return said

    def _look_at(self, name: str, upload: UploadedFile[bytes]) -> None:
        if (upload.size or 0) > self.most_mb * MEGABYTE:
            self.add_error(name, _("This file is larger than %(most)s MB.") % {"most": self.most_mb})
        elif kind_of(upload) not in PAPERS:
            self.add_error(name, _("Add one of these kinds: %(kinds)s.") % {"kinds": words_of(PAPERS)})

    @property
    def organisation(self) -> Organisation:
        return self.organisations[self.cleaned_data["organisation"]]

    @property
    def content(self) -> TenderContent:
        said = self.cleaned_data
        uploads = [said[name] for name in FILES if said.get(name)]
        files = tuple(Enclosed(clean_name(one.name), kind_of(one), one.read()) for one in uploads)
        answers = {name.removeprefix(ANSWER): text for name, text in said.items() if name.startswith(ANSWER)}
        return TenderContent(said["price"], answers, said["co_contractors"], files)


class MarksForm(forms.Form):
    """A mark and its reason for each criterion that people judge."""

    def __init__(
        self, *args: Any, criteria: Sequence[AwardCriterion], marks: Sequence[Mark], best: Decimal, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        known = {one.criterion_id: one for one in marks}
        self.criteria = [one for one in criteria if not one.is_price]
        for one in self.criteria:
            mark = known.get(one.pk)
            said = {"best": best.normalize(), "criterion": one.title}
            self.fields[f"{MARK}{one.pk}"] = forms.DecimalField(
                label=_("%(criterion)s: mark out of %(best)s") % said, min_value=0, max_value=best, decimal_places=2,
                localize=True, initial=mark and mark.value,
            )  # fmt: skip
            self.fields[f"{REASON}{one.pk}"] = forms.CharField(
                label=_("%(criterion)s: why this mark") % said, max_length=6000, initial=mark and mark.reason,
                help_text=_("About this site and this tender: the team will read it."),
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    @property
    def wishes(self) -> dict[int, MarkWish]:
        said = self.cleaned_data
        return {one.pk: MarkWish(said[f"{MARK}{one.pk}"], said[f"{REASON}{one.pk}"].strip()) for one in self.criteria}


class LowPriceForm(forms.Form):
    text = forms.CharField(
        label=_("What the tenderer explained, and why it is accepted"), max_length=6000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


class AwardForm(forms.Form):
    """Which of the tenders ranked first, and why."""

    tender = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why this tender"), max_length=6000, widget=forms.Textarea(attrs={"rows": 4}))


class TermForm(forms.Form):
    reference = forms.CharField(label=_("Reference of the contract"), max_length=60)
    starts_on = forms.DateField(label=_("From"), widget=day_input())
    ends_on = forms.DateField(label=_("Until"), widget=day_input())
