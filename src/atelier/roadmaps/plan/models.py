"""The roadmap being written: axes, actions, and what each action needs."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Atelier
from atelier.common.models import Change, Located
from atelier.common.scope import ScopedManager
from atelier.contributions.models import Card
from atelier.roadmaps.plan.enums import FundingState, Origin, PlanKind, Status


class Roadmap(models.Model):
    """The plan of an atelier, one at first. `revision` grows with every write in it: a version is frozen at one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="roadmaps")
    title = models.CharField(_("title"), max_length=160)
    vision = models.TextField(_("vision, in a sentence"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    everywhere = models.Manager["Roadmap"]()
    objects = ScopedManager["Roadmap"]("atelier")

    class Meta:
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return self.title


class Axis(models.Model):
    """A direction of the roadmap, under which actions stand. Shown by `ordinal`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="axes")
    ordinal = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), blank=True)

    everywhere = models.Manager["Axis"]()
    objects = ScopedManager["Axis"]("roadmap__atelier")

    class Meta:
        ordering = ("ordinal", "id")

    def __str__(self) -> str:
        return self.title


class Action(Located):
    """One thing to be done, called A-3 aloud. Its place comes from what it was made from, until somebody draws another.

    `demonstrator` is the thing of that kind it carries out, if any (lineage/nodes.py). `partners`: one a line.
    `person_days`: human means, None where nobody counted them yet. Dates are the first and the last day, both included.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    roadmap = models.ForeignKey(Roadmap, models.CASCADE, related_name="actions")
    axis = models.ForeignKey(Axis, models.PROTECT, related_name="actions", verbose_name=_("axis"))
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.UPCOMING)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin.choices, default=Origin.NEW)
    demonstrator = models.UUIDField(null=True, blank=True)
    starts_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    partners = models.TextField(_("partners"), blank=True)
    person_days = models.PositiveIntegerField(_("person-days"), null=True, blank=True)
    human_means = models.TextField(_("human means"), blank=True)
    revision = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    everywhere = models.Manager["Action"]()
    objects = ScopedManager["Action"]("roadmap__atelier")

    class Meta:
        ordering = ("axis__ordinal", "number")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="action_ends_after",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.title}"

    @property
    def name(self) -> str:
        return f"A-{self.number}"

    @property
    def partner_names(self) -> list[str]:
        return [line.strip() for line in self.partners.splitlines() if line.strip()]


class ActionChange(Change):
    """What an action was before a change, property by property: its history is never overwritten."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="changes")

    everywhere = models.Manager["ActionChange"]()
    objects = ScopedManager["ActionChange"]("action__roadmap__atelier")

    def __str__(self) -> str:
        return f"{self.action_id} {self.revision}"


class Valid(models.Model):
    """Something that holds between two days, both included; None where nobody said."""

    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_past(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()

    def covers(self, first: dt.date | None, last: dt.date | None) -> bool:
        """Whether it holds during at least a day of a period; what is not dated is not contradicted."""
        begins_too_late = bool(self.valid_from and last and self.valid_from > last)
        ends_too_early = bool(self.valid_until and first and self.valid_until < first)
        return not (begins_too_late or ends_too_early)


class FundingLine(Valid):
    """Money for an action, in euros; `programme` is where it comes from, with the days it may be asked of."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="funding")
    label = models.CharField(_("what for"), max_length=160)
    funder = models.CharField(_("funder"), max_length=160, blank=True)
    amount_eur = models.DecimalField(_("amount (€)"), max_digits=12, decimal_places=2)
    state = models.CharField(_("state"), max_length=8, choices=FundingState.choices, default=FundingState.SOUGHT)
    programme = models.CharField(_("programme"), max_length=160, blank=True)

    everywhere = models.Manager["FundingLine"]()
    objects = ScopedManager["FundingLine"]("action__roadmap__atelier")

    class Meta:
        ordering = ("id",)
        constraints = (models.CheckConstraint(condition=models.Q(amount_eur__gte=0), name="funding_not_negative"),)

    def __str__(self) -> str:
        return self.label


class Dependency(models.Model):
    """`before` must be ended for `after` to begin. No path leads back to its start."""

    before = models.ForeignKey(Action, models.CASCADE, related_name="leads")
    after = models.ForeignKey(Action, models.CASCADE, related_name="waits")

    everywhere = models.Manager["Dependency"]()
    objects = ScopedManager["Dependency"]("before__roadmap__atelier")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["before", "after"], name="dependency_once"),
            models.CheckConstraint(condition=~models.Q(before=models.F("after")), name="dependency_between_two"),
        )

    def __str__(self) -> str:
        return f"{self.before_id} → {self.after_id}"


class Indicator(models.Model):
    """What will say that an action did what it was for."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="indicators")
    label = models.CharField(_("indicator"), max_length=160)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("today"), max_digits=14, decimal_places=3, null=True, blank=True)
    target = models.DecimalField(_("aimed at"), max_digits=14, decimal_places=3, null=True, blank=True)

    everywhere = models.Manager["Indicator"]()
    objects = ScopedManager["Indicator"]("action__roadmap__atelier")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.label


class GatingBlockage(models.Model):
    """A card of kind blockage that must be lifted before the action can go on; `lifted_on` once it was."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="gates")
    card = models.ForeignKey(Card, models.PROTECT, related_name="gated_actions")
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    lifted_how = models.TextField(_("how it was lifted"), blank=True)

    everywhere = models.Manager["GatingBlockage"]()
    objects = ScopedManager["GatingBlockage"]("action__roadmap__atelier")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["action", "card"], name="gate_once"),)

    def __str__(self) -> str:
        return f"{self.card_id} ⊣ {self.action_id}"


class PlanLink(Valid):
    """A planning document or programme the action feeds or leans on; told when it is past."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="plans")
    kind = models.CharField(_("kind"), max_length=9, choices=PlanKind.choices, default=PlanKind.PLUI)
    label = models.CharField(_("document or programme"), max_length=160)
    reference = models.CharField(_("reference"), max_length=300, blank=True)

    everywhere = models.Manager["PlanLink"]()
    objects = ScopedManager["PlanLink"]("action__roadmap__atelier")

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.label
