"""Forms of the room `people`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

TRIES, PAUSE_S = 10, 300


class SignInForm(AuthenticationForm):
    """E-mail and password, or e-mail alone: a link is sent then.

    Ten wrong passwords from one place, and it rests for five minutes.
    """

    username = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        help_text=_("Leave it empty: we send you a link that opens your account."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("password"):
            return self.cleaned_data
        address = self.request.META.get("REMOTE_ADDR", "") if self.request else ""
        key = f"sign-in-tries:{address}:{self.cleaned_data.get('username', '')}"
        if cache.get(key, 0) >= TRIES:
            raise forms.ValidationError(_("Too many tries. Wait five minutes, then try again."), code="too_many_tries")
        try:
            cleaned: dict[str, Any] = super().clean()
        except forms.ValidationError:
            cache.set(key, cache.get(key, 0) + 1, PAUSE_S)
            raise
        cache.delete(key)
        return cleaned

    def clean_username(self) -> str:
        return str(self.cleaned_data["username"]).lower()
