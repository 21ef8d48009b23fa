"""The year of an atelier: stages copied from a pattern, what is asked at their gates, who passed them and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.year.enums import StageKind, Validator
from atelier.common.models import StoredFile
from atelier.common.scope import ScopedManager
from atelier.people.models import Account

if TYPE_CHECKING:
    from atelier.ateliers.models import Atelier


class Year(models.Model):
    """What the year was made from. `pattern` is the pattern as it was that day (year/patterns.py): the stages are
    compared with it whatever the file became. `upstream` holds what came before: [{"on": "2026-03-27", "what": …}].
    """

    atelier = models.OneToOneField("ateliers.Atelier", models.CASCADE, related_name="year")
    pattern = models.JSONField()
    starts_on = models.DateField(_("first day"))
    departments = models.CharField(_("departments"), max_length=60, blank=True)  # INSEE codes, "52,21"
    upstream = models.JSONField(default=list)
    application_ref = models.CharField(max_length=80, blank=True)
    award_ref = models.CharField(max_length=80, blank=True)

    everywhere = models.Manager["Year"]()
    objects = ScopedManager["Year"]("atelier")

    def __str__(self) -> str:
        return f"{self.atelier}: {self.starts_on}"


class Stage(models.Model):
    """A moment of the year. `key` is its name in the pattern, "" for one that was added here.

    One that was taken out keeps its row (`removed_at`), so that the difference and its reason stay readable.
    """

    atelier = models.ForeignKey("ateliers.Atelier", models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=StageKind.choices, default=StageKind.MEETING)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is for"), blank=True)
    ordinal = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    after = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next_stages")
    reason = models.TextField(_("why it differs from the pattern"), blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["Stage"]()
    objects = ScopedManager["Stage"]("atelier")

    class Meta:
        ordering = ("ordinal", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="stage_ends_after",
                violation_error_message=_("The last day comes before the first."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def days(self) -> int:
        """Its length, both days counted."""
        return (self.ends_on - self.starts_on).days + 1


class Deliverable(models.Model):
    """A paper or a thing that a stage must give before its gate is passed; optional where it is not required."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="deliverables")
    key = models.SlugField(max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=160)
    is_required = models.BooleanField(_("required at the gate"), default=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["Deliverable"]()
    objects = ScopedManager["Deliverable"]("stage__atelier")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Paper(models.Model):
    """What was brought for a deliverable: a kept file, or the address of a page of Atelier. Removed, its line stays."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=160)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    address = models.CharField(_("address in Atelier"), max_length=200, blank=True)
    brought_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["Paper"]()
    objects = ScopedManager["Paper"]("deliverable__stage__atelier")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(file=None) ^ models.Q(address=""), name="paper_is_a_file_or_an_address"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Validation(models.Model):
    """A validation a stage waits for, and who gave it."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="validations")
    role = models.CharField(_("who"), max_length=10, choices=Validator.choices)
    given_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    words = models.TextField(_("what was said"), blank=True)

    everywhere = models.Manager["Validation"]()
    objects = ScopedManager["Validation"]("stage__atelier")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["stage", "role"], name="one_validation_a_role"),)

    def __str__(self) -> str:
        return f"{self.stage}: {self.get_role_display()}"


class Passage(models.Model):
    """The gate of a stage was passed; `missing` says what was not there, and `reason` why it was passed so."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="passages")
    passed_at = models.DateTimeField(auto_now_add=True)
    passed_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    missing = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    reopened_reason = models.TextField(blank=True)

    everywhere = models.Manager["Passage"]()
    objects = ScopedManager["Passage"]("stage__atelier")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["stage"], condition=models.Q(reopened_at=None), name="one_passage_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stage}: {self.passed_at:%Y-%m-%d}"


class ThematicGroup(models.Model):
    """A group that goes deeper into one subject between two workshops, or widens the circle."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="groups")
    title = models.CharField(_("topic"), max_length=120)
    leader = models.CharField(_("who leads it"), max_length=120, blank=True)
    members = models.TextField(_("who takes part"), blank=True)
    meets_on = models.DateField(_("date"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    outcome = models.TextField(_("what came out of it"), blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["ThematicGroup"]()
    objects = ScopedManager["ThematicGroup"]("stage__atelier")

    class Meta:
        ordering = ("meets_on", "id")

    def __str__(self) -> str:
        return self.title


class CalendarFeed(models.Model):
    """The secret address under which a calendar program reads the year of an atelier. Only its hash is kept."""

    atelier = models.ForeignKey("ateliers.Atelier", models.CASCADE, related_name="calendar_feeds")
    name = models.CharField(_("what it is for"), max_length=80)
    account = models.ForeignKey(Account, models.CASCADE, related_name="calendar_feeds")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["CalendarFeed"]()
    objects = ScopedManager["CalendarFeed"]("atelier")

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.name


def departments_of(atelier: Atelier) -> list[str]:
    """INSEE codes of the departments of an atelier; none where it has no year."""
    year = Year.objects.of(atelier).first()
    return [code for code in year.departments.split(",") if code] if year else []
