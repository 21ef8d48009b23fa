"""Calls and their forms; applications, every text ever saved in them, and the versions frozen when they are sent."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.common.models import StoredFile
from atelier.people.models import Account, Organisation
from atelier.programme.calls.enums import ApplicationState, IdeaState, PaperKind
from atelier.programme.enums import SessionKind


class CallForm(models.Model):
    """A form by sections, in one of its versions; a call keeps the one it opened with.

    `sections` and `papers` (which letters, how many, how heavy) have the shape calls/sections.py reads.
    """

    slug = models.SlugField()
    number = models.PositiveSmallIntegerField(default=1)
    valid_from = models.DateField(_("valid from"))
    sections = models.JSONField(default=list)
    papers = models.JSONField(default=list)

    class Meta:
        ordering = ("slug", "-number")
        constraints = (models.UniqueConstraint(fields=["slug", "number"], name="one_form_a_number"),)

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"


class Call(models.Model):
    """A call for applications. Without `closes_at` it stays open (ateliers « à la carte »)."""

    session = models.ForeignKey(
        "programme.NationalSession", models.PROTECT, null=True, blank=True, related_name="calls"
    )
    form = models.ForeignKey(CallForm, models.PROTECT, related_name="calls")
    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=SessionKind.choices, default=SessionKind.NATIONAL)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("in two sentences"), blank=True)
    text = models.TextField(_("text of the call"), blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    results_on = models.DateField(_("results announced for"), null=True, blank=True)
    is_published = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-opens_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_at=None) | models.Q(closes_at__gt=models.F("opens_at")),
                name="call_closes_after",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        now = timezone.now()
        return self.is_published and self.opens_at <= now and (self.closes_at is None or now < self.closes_at)

    @property
    def is_over(self) -> bool:
        return self.closes_at is not None and timezone.now() >= self.closes_at


class Criterion(models.Model):
    """What applications of a call are judged on: a mark from 0 to `most`, counting `weight` in a hundred."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    ordinal = models.PositiveSmallIntegerField(default=1)
    key = models.SlugField(max_length=40)
    title = models.CharField(_("title"), max_length=160)
    question = models.TextField(_("what the reviewer asks"), blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"))
    most = models.PositiveSmallIntegerField(_("highest mark"), default=5)

    class Meta:
        ordering = ("ordinal", "id")
        verbose_name_plural = "criteria"
        constraints = (models.UniqueConstraint(fields=["call", "key"], name="one_criterion_a_key"),)

    def __str__(self) -> str:
        return self.title


class Application(models.Model):
    """An application to a call: the note d'opportunité, and whose it is.

    `content`: {section: {field: text}}, as the last revisions say it. `communes` are INSEE codes, `epcis` SIREN codes;
    `department` and `region` say which State services write along. `may_submit_until`: a delay given to this one.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    kind = models.CharField(_("kind"), max_length=8, choices=SessionKind.choices, default=SessionKind.NATIONAL)
    slug = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=160)
    holder = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="applications")
    department = models.CharField(_("department"), max_length=3, blank=True, db_index=True)
    region = models.CharField(_("region"), max_length=3, blank=True, db_index=True)
    communes = models.JSONField(default=list, blank=True)
    epcis = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=12, choices=ApplicationState.choices, default=ApplicationState.DRAFT)
    content = models.JSONField(default=dict, blank=True)
    may_submit_until = models.DateTimeField(null=True, blank=True)
    delay_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("title", "id")
        indexes = (models.Index(fields=["call", "state"], name="application_state"),)

    def __str__(self) -> str:
        return self.title


class CoWriter(models.Model):
    """An account invited to write an application, besides those who do by their mandate."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="co_writers")
    account = models.ForeignKey(Account, models.CASCADE, related_name="co_written")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["application", "account"], name="one_co_writer_an_account"),)

    def __str__(self) -> str:
        return f"{self.account}: {self.application_id}"


class Revision(models.Model):
    """A text a field once held. Rows are added, never changed: the unique number is the optimistic lock."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="revisions")
    field = models.CharField(max_length=80)  # "section.field"
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    account = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("application", "field", "number")
        constraints = (
            models.UniqueConstraint(fields=["application", "field", "number"], name="one_revision_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.field} {self.number}"


class HeldText(models.Model):
    """What somebody wrote in a field that another changed meanwhile: kept until they have chosen. `base`: the revision
    it was written on."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="held_texts")
    field = models.CharField(max_length=80)
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    base = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("field", "id")
        constraints = (
            models.UniqueConstraint(fields=["application", "field", "account"], name="one_held_text_an_account"),
        )

    def __str__(self) -> str:
        return f"{self.application_id} {self.field} {self.account_id}"


class Presence(models.Model):
    """Who has an application open now, and in which field. Short-lived: an old row says nothing."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="presences")
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    field = models.CharField(max_length=80, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["application", "account"], name="one_presence_an_account"),)

    def __str__(self) -> str:
        return f"{self.account_id} in {self.application_id}"


class ApplicationPaper(models.Model):
    """A letter attached to an application; one taken away stays in the versions that were sent with it."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="papers")
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind.choices, default=PaperKind.SUPPORT)
    signed_by = models.CharField(_("signed by"), max_length=160, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("kind", "id")

    def __str__(self) -> str:
        return self.file.name


class ApplicationVersion(models.Model):
    """What was sent, frozen. `sha256` is that of `facts` and `content` written canonically (calls/freezing.py)."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    facts = models.JSONField(default=dict)  # title, kind, holder, territory, form, papers
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("application", "-number")
        constraints = (models.UniqueConstraint(fields=["application", "number"], name="one_version_a_number"),)

    def __str__(self) -> str:
        return f"{self.application} {self.number}"


class Idea(models.Model):
    """What somebody left at the light door. The link that follows it is known by its hash only."""

    state = models.CharField(max_length=8, choices=IdeaState.choices, default=IdeaState.WAITING)
    commune = models.CharField(max_length=5)
    commune_name = models.CharField(max_length=120)
    department = models.CharField(max_length=3, db_index=True)
    region = models.CharField(max_length=3, blank=True, db_index=True)
    answers = models.JSONField(default=dict)
    email = models.EmailField(_("e-mail address"))
    token_hash = models.CharField(max_length=64, unique=True)
    application = models.OneToOneField(Application, models.SET_NULL, null=True, blank=True, related_name="idea")
    taken_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    reply = models.TextField(_("reply"), blank=True)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.commune_name} {self.created_at:%Y-%m-%d}"
