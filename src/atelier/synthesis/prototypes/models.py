"""Solutions tried on a demonstrator: variants, tests by people, what they said."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from atelier.common.scope import ScopedManager
from atelier.contributions.models import Card
from atelier.people.enums import College


class Solution(models.Model):
    """Something one makes to answer a hypothesis: a bench, a timetable, a path through the meadow."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    demonstrator = models.ForeignKey("synthesis.Demonstrator", models.CASCADE, related_name="solutions")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=120)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Solution"]()
    objects = ScopedManager["Solution"]("demonstrator__atelier")

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.title


class Variant(models.Model):
    """One way of making a solution. `replaces`: the variant it improves on; `why`: what changed between them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    solution = models.ForeignKey(Solution, models.CASCADE, related_name="variants")
    number = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    made_on = models.DateField(_("date"), default=timezone.localdate)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    why = models.TextField(_("what changed, and why"), blank=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Variant"]()
    objects = ScopedManager["Variant"]("solution__demonstrator__atelier")

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return gettext("Variant %(number)s") % {"number": self.number}


class UserTest(models.Model):
    """Somebody tried a variant. Not an account: a first name if they agreed to it, a college."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    variant = models.ForeignKey(Variant, models.CASCADE, related_name="tests")
    tested_on = models.DateField(_("date"), default=timezone.localdate)
    name = models.CharField(_("first name or pseudonym"), max_length=40, blank=True)
    college = models.CharField(_("college"), max_length=12, choices=College.choices, blank=True)
    has_consent = models.BooleanField(_("agrees that the first name is kept"), default=False)
    place = models.CharField(_("place"), max_length=120, blank=True)
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["UserTest"]()
    objects = ScopedManager["UserTest"]("variant__solution__demonstrator__atelier")

    class Meta:
        ordering = ("tested_on", "noted_at")

    def __str__(self) -> str:
        return self.name or self.get_college_display()


class Remark(models.Model):
    """One thing said during a test. `card`: what it became; `answered_by`: the variant that takes it into account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    test = models.ForeignKey(UserTest, models.CASCADE, related_name="remarks")
    ordinal = models.PositiveIntegerField(default=1)
    text = models.TextField(_("text"))
    card = models.ForeignKey(Card, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_by = models.ForeignKey(Variant, models.SET_NULL, null=True, blank=True, related_name="answers")

    everywhere = models.Manager["Remark"]()
    objects = ScopedManager["Remark"]("test__variant__solution__demonstrator__atelier")

    class Meta:
        ordering = ("ordinal", "id")

    def __str__(self) -> str:
        return self.text[:120]
