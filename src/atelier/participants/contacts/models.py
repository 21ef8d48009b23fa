"""Contacts and consents. Closed by default: `.of(atelier)`."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.scope import ScopedManager
from atelier.people.enums import College


class Contact(models.Model):
    """Someone an atelier may invite. `commune` is an INSEE code; `sub_kind` and `discipline` are keys of kinds.py.

    An address is one contact's in an atelier; without address it is NULL, so that many may have none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"), null=True, blank=True)  # noqa: DJ001  (unique where there is one)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    organisation = models.CharField(_("organisation"), max_length=160, blank=True)
    function = models.CharField(_("function"), max_length=120, blank=True)
    college = models.CharField(_("college"), max_length=12, choices=College.choices)
    sub_kind = models.CharField(_("sub-kind"), max_length=30, blank=True)
    discipline = models.CharField(_("discipline"), max_length=30, blank=True)
    commune = models.CharField(_("commune"), max_length=5, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Contact"]()
    objects = ScopedManager["Contact"]("atelier")

    class Meta:
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=["atelier", "email"], name="one_contact_an_address"),)
        indexes = (models.Index(fields=["atelier", "college"], name="contact_college"),)

    def __str__(self) -> str:
        return self.name


class ConsentKind(models.TextChoices):
    """What is agreed to, each apart."""

    DATA = "data", _("Personal data")
    IMAGE = "image", _("Image")


class Consent(models.Model):
    """Yes or no to the words that were shown. The last one of a kind holds; the others say what was before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=8, choices=ConsentKind.choices)
    is_given = models.BooleanField()
    version = models.CharField(max_length=12)
    words = models.TextField()
    said_at = models.DateTimeField()
    heard_by = models.CharField(max_length=60)  # author_ref: oneself by the personal link, or who noted it

    everywhere = models.Manager["Consent"]()
    objects = ScopedManager["Consent"]("contact__atelier")

    class Meta:
        ordering = ("said_at", "id")

    def __str__(self) -> str:
        return f"{self.kind}: {self.is_given}"
