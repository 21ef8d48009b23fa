"""Who carries an action, and whether they said so themselves."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.scope import ScopedManager
from atelier.people.models import Account
from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.plan.models import Action

KEY_BYTES = 24


def new_key(_before: str = "") -> str:
    """192 bits, in letters an address may hold."""
    return secrets.token_urlsafe(KEY_BYTES)


class Bearer(models.Model):
    """A person asked to carry an action for one of the two sides.

    `key` is their personal link: it opens what they confirm and no more, and is written in their letters only, never
    on a page. `confirmed_sha256` is the fingerprint of what they committed to (plan/commitment.py): when the action is
    changed after that, they are asked again. Who left keeps the row: it says who carried the action until when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    action = models.ForeignKey(Action, models.CASCADE, related_name="bearers")
    kind = models.CharField(_("kind"), max_length=7, choices=BearerKind.choices)
    name = models.CharField(_("name"), max_length=120)
    function = models.CharField(_("function"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="bearings")
    key = models.CharField(max_length=40, unique=True, default=new_key)
    asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_sha256 = models.CharField(max_length=64, blank=True)
    words = models.TextField(_("what you wish to say with it"), blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Bearer"]()
    objects = ScopedManager["Bearer"]("action__roadmap__atelier")

    class Meta:
        ordering = ("kind", "made_at")
        constraints = (
            models.UniqueConstraint(
                fields=["action", "kind"], condition=models.Q(left_at=None), name="one_bearer_a_side"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.function}" if self.function else self.name

    @property
    def author_ref(self) -> str:
        return f"bearer:{self.pk}"
