"""What people write in the follow-up notebook, beside what it tells by itself."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.year.models import Stage
from atelier.common.models import StoredFile
from atelier.common.scope import ScopedManager
from atelier.people.models import Account


class Side(models.TextChoices):
    """Whose hand: the seed has the State service keep the notebook, contracts ask the team for one; both may write."""

    STATE = "state", _("State service")
    TEAM = "team", _("Team")


class NotebookEntry(models.Model):
    """A paragraph of the notebook on a day. One that is private is read by the State service only."""

    atelier = models.ForeignKey("ateliers.Atelier", models.CASCADE, related_name="notebook_entries")
    stage = models.ForeignKey(
        Stage, models.SET_NULL, null=True, blank=True, related_name="notebook_entries", verbose_name=_("stage")
    )
    day = models.DateField(_("day"), default=timezone.localdate)
    title = models.CharField(_("title"), max_length=120, blank=True)
    text = models.TextField(_("text"))
    side = models.CharField(max_length=6, choices=Side.choices)
    is_private = models.BooleanField(_("for the State service only"), default=False)
    written_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["NotebookEntry"]()
    objects = ScopedManager["NotebookEntry"]("atelier")

    class Meta:
        ordering = ("day", "created_at", "id")
        indexes = (models.Index(fields=["atelier", "day"], name="notebook_day"),)

    def __str__(self) -> str:
        return self.title or self.text[:60]


class Photograph(models.Model):
    """A picture of an entry; `alternative` says what is in it to those who do not see it."""

    entry = models.ForeignKey(NotebookEntry, models.CASCADE, related_name="photographs")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    alternative = models.CharField(_("what one sees in it"), max_length=300)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["Photograph"]()
    objects = ScopedManager["Photograph"]("entry__atelier")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.caption or self.alternative
