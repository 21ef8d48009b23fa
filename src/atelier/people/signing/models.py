"""What opens an account: links that serve once, recovery codes. Only their hashes are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from atelier.people.models import Account


class LinkKind(models.TextChoices):
    """Why a link was sent."""

    SIGN_IN = "sign_in", _("To sign in")
    INVITATION = "invitation", _("Invitation")
    NEW_ADDRESS = "new_address", _("New e-mail address")


class SignInLink(models.Model):
    """A link sent to `email`, which opens the account once. `next_url` is a path of ours."""

    account: models.ForeignKey[Account] = models.ForeignKey(
        "people.Account", models.CASCADE, related_name="sign_in_links"
    )
    kind = models.CharField(max_length=12, choices=LinkKind.choices, default=LinkKind.SIGN_IN)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    next_url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id}"


class RecoveryCode(models.Model):
    """Opens the second step once, for whoever lost the telephone."""

    account: models.ForeignKey[Account] = models.ForeignKey(
        "people.Account", models.CASCADE, related_name="recovery_codes"
    )
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "code_hash"], name="one_recovery_code"),)

    def __str__(self) -> str:
        return f"recovery code of {self.account_id}"
