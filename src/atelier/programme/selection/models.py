"""The phases of a selection, what each says in them, and the release that makes it all known at once."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.people.models import Account, Organisation
from atelier.programme.calls.models import Application, Call, Criterion
from atelier.programme.selection.enums import Favour, Outcome


class Phase(models.Model):
    """Who may do what from one hour to another. `lets`: {party: [abilities]} (enums.py)."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="phases")
    ordinal = models.PositiveSmallIntegerField(default=1)
    key = models.SlugField(max_length=40)
    title = models.CharField(_("title"), max_length=120)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    lets = models.JSONField(default=dict)

    class Meta:
        ordering = ("ordinal", "id")
        constraints = (
            models.UniqueConstraint(fields=["call", "key"], name="one_phase_a_key"),
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="phase_closes_after"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.opens_at <= timezone.now() < self.closes_at

    @property
    def is_over(self) -> bool:
        return timezone.now() >= self.closes_at


class Opinion(models.Model):
    """The reasoned opinion of a State service on an application of its territory, and the rank it gives it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="opinions")
    service = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    favour = models.CharField(_("opinion"), max_length=12, choices=Favour.choices)
    rank = models.PositiveSmallIntegerField(_("rank"), validators=[MinValueValidator(1)])
    reasons = models.TextField(_("reasons"))
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("rank", "id")
        constraints = (models.UniqueConstraint(fields=["application", "service"], name="one_opinion_a_service"),)

    def __str__(self) -> str:
        return f"{self.service}: {self.application}"


class Review(models.Model):
    """An application given to a reviewer. A conflict once declared closes it; `done_at`: all marks were given."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="reviews")
    account = models.ForeignKey(Account, models.CASCADE, related_name="reviews")
    assigned_at = models.DateTimeField(auto_now_add=True)
    conflict = models.CharField(_("conflict of interest"), max_length=300, blank=True)
    conflict_at = models.DateTimeField(null=True, blank=True)
    summary = models.TextField(_("in a few words"), blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("account__name", "id")
        constraints = (models.UniqueConstraint(fields=["application", "account"], name="one_review_an_account"),)

    def __str__(self) -> str:
        return f"{self.account}: {self.application}"

    @property
    def has_conflict(self) -> bool:
        return self.conflict_at is not None


class Mark(models.Model):
    """From 0 to the criterion's `most`, and why."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="marks")
    value = models.PositiveSmallIntegerField(_("mark"))
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ("criterion__ordinal", "id")
        constraints = (models.UniqueConstraint(fields=["review", "criterion"], name="one_mark_a_criterion"),)

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"


class Remark(models.Model):
    """A word of the discussion on an application."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="remarks")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("remark"))
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:60]


class Decision(models.Model):
    """What the national team decided, and why. Known to nobody else before the release."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=12, choices=Outcome.choices)
    reasons = models.TextField(_("reasons"))
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"


class Release(models.Model):
    """The results of a call, known to all from then on. There is one at the most."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="release")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    released_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.call}: {self.released_at:%Y-%m-%d}"
