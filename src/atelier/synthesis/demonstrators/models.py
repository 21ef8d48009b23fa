"""Demonstrators and their pictures."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.models import Located, StoredFile
from atelier.common.scope import ScopedManager
from atelier.synthesis.demonstrators.enums import LATER, DemonstratorState, Moment, People


class Demonstrator(Located):
    """A site where a hypothesis is tried for real.

    `geometry`: inherited from a card or a drawing, or a point. `bearers`: who carries it, a name a line. `number` is
    what people call it aloud: D-3.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="demonstrators")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True)
    place_name = models.CharField(_("place"), max_length=120, blank=True)
    bearers = models.TextField(_("bearers"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DemonstratorState.choices, default=DemonstratorState.CONSIDERED
    )
    state_reason = models.TextField(_("why"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    everywhere = models.Manager["Demonstrator"]()
    objects = ScopedManager["Demonstrator"]("atelier")

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.name} {self.title}"

    @property
    def name(self) -> str:
        return f"D-{self.number}"

    @property
    def bearer_names(self) -> list[str]:
        return [line.strip() for line in self.bearers.splitlines() if line.strip()]


class SitePicture(models.Model):
    """A picture of a demonstrator, or of a variant tried there.

    `alternative` says what is in it to those who do not see it. `before`: the picture of the same view as it was.
    `credit`: who took or drew it. `is_public`: it may be published, which takes a credit and the word of the `people`
    one recognises; else it is for those who see the atelier.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    demonstrator = models.ForeignKey(Demonstrator, models.CASCADE, related_name="pictures")
    variant = models.ForeignKey("synthesis.Variant", models.CASCADE, null=True, blank=True, related_name="pictures")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    moment = models.CharField(_("what it shows"), max_length=5, choices=Moment.choices, default=Moment.TODAY)
    before = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="later")
    alternative = models.CharField(_("what one sees in it"), max_length=300)
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    taken_on = models.DateField(_("date"), null=True, blank=True)
    people = models.CharField(_("people"), max_length=6, choices=People.choices, default=People.UNSAID)
    is_public = models.BooleanField(_("may be published"), default=False)
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["SitePicture"]()
    objects = ScopedManager["SitePicture"]("demonstrator__atelier")

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_public=False) | (~models.Q(people=People.UNSAID) & ~models.Q(credit="")),
                name="picture_public_with_words",
            ),
        )

    def __str__(self) -> str:
        return self.caption or self.alternative

    @property
    def is_later(self) -> bool:
        return self.moment in LATER
