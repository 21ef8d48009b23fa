"""Forms of one's account and of the doors to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.utils.translation import gettext_lazy as _

from atelier.people.models import Account


class StepForm(forms.Form):
    """Six digits, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("The six digits of your telephone, or a recovery code."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false", "enterkeyhint": "go"}
        ),
    )


class AddressForm(forms.Form):
    """Another address to sign in with."""

    email = forms.EmailField(label=_("New e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))


class NameForm(forms.ModelForm[Account]):
    """How one is called."""

    class Meta:
        model = Account
        fields = ("name",)
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class PasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """A password, the first or another; asks for the present one where there is one."""

    def __init__(self, account: Account, *args: Any, **kwargs: Any) -> None:
        super().__init__(account, *args, **kwargs)
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password1"].help_text = _("At least twelve characters: a few words are easy to keep in mind.")
        self.fields["new_password2"].label = _("The same again")
        self.fields["new_password2"].help_text = ""
        if account.has_usable_password():
            widget = forms.PasswordInput(attrs={"autocomplete": "current-password"})
            present = forms.CharField(label=_("Present password"), widget=widget, strip=False)
            self.fields = {"present": present, **self.fields}

    def clean_present(self) -> str:
        if not self.user.check_password(self.cleaned_data["present"]):
            raise forms.ValidationError(_("This is not your present password."))
        return str(self.cleaned_data["present"])
