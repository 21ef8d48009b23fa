"""Accounts, those who sign in, and whom they speak for. Everyone else has a seat (room `ateliers`)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from atelier.people.enums import OrganisationKind
from atelier.people.signing.models import RecoveryCode, SignInLink

__all__ = ["Account", "Mandate", "Organisation", "RecoveryCode", "SignInLink"]


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by e-mail, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Account:
        account = Account(email=email.lower(), is_administrator=True, **fields)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """A person who signs in, by a link sent to their address or with a password.

    `sessions_epoch` grows when they sign out everywhere.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80)
    is_active = models.BooleanField(default=True)
    is_administrator = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    sessions_epoch = models.PositiveIntegerField(default=0)

    objects: ClassVar[AccountManager] = AccountManager()

    spoken_for: list[Organisation] | None = None  # asked of the database once (mandates.py)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must still agree with: another password, or another epoch, and it is over."""
        key_salt = "atelier.people.models.Account.session"
        value = f"{self.password}:{self.sessions_epoch}"
        return salted_hmac(key_salt, value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def author_ref(self) -> str:
        return f"account:{self.pk}"


class Organisation(models.Model):
    """A State service, a local authority, a firm… `territory` is the INSEE or SIREN code of where it acts:
    a region's for a DREAL, a department's for a DDT, its own for a commune or an EPCI, "" for the whole country.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=OrganisationKind.choices)
    name = models.CharField(_("name"), max_length=160)
    territory = models.CharField(_("territory"), max_length=9, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["kind", "name", "territory"], name="one_organisation_a_name"),)
        indexes = (models.Index(fields=["kind", "territory"], name="organisation_territory"),)

    def __str__(self) -> str:
        return self.name


class MandateQuerySet(models.QuerySet["Mandate"]):
    def current(self) -> MandateQuerySet:
        """Those that hold today: a mandate that ended stays, for what was done under it."""
        today = timezone.localdate()
        return self.filter(models.Q(until=None) | models.Q(until__gte=today), since__lte=today)


class Mandate(models.Model):
    """An account speaks for an organisation, from a day on, and perhaps until another."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="mandates")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="mandates")
    function = models.CharField(_("function"), max_length=120, blank=True)
    since = models.DateField(_("since"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ("account", "since", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["account", "organisation"], condition=models.Q(until=None), name="one_open_mandate"
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")), name="mandate_ends_after"
            ),
        )

    def __str__(self) -> str:
        return f"{self.account}, {self.organisation}"
