"""A competition, its criteria, its commission and questions, the sealed tenders, their marks and what was decided."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.common.models import StoredFile
from atelier.people.models import Account, Organisation
from atelier.procurement.agreements.models import FrameworkAgreement, money
from atelier.procurement.document.models import Dossier, FrozenVersion
from atelier.procurement.enums import ConsultationState, PriceFormula, TenderState


class Consultation(models.Model):
    """A competition on a frozen specification. With an `agreement`, it is held again among its awardees only."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consultations")
    specification = models.ForeignKey(FrozenVersion, models.PROTECT, related_name="consultations")
    agreement = models.ForeignKey(
        FrameworkAgreement, models.PROTECT, null=True, blank=True, related_name="consultations",
        verbose_name=_("framework agreement"),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("what is asked, in a few sentences"))
    estimate_ex_vat = money(_("estimate, € excl. tax"))
    deadline_at = models.DateTimeField(_("tenders received until"))
    questions_until = models.DateTimeField(_("questions received until"))
    price_formula = models.CharField(
        _("price formula"), max_length=20, choices=PriceFormula.choices, default=PriceFormula.LOWEST_OVER_PRICE
    )
    threshold = models.PositiveSmallIntegerField(_("members needed to open"), default=2)
    state = models.CharField(max_length=9, choices=ConsultationState.choices, default=ConsultationState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    best_mark = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    low_price_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    standstill_days = models.PositiveSmallIntegerField(null=True, blank=True)
    end_reason = models.TextField(_("reason"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-deadline_at", "-id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.state != ConsultationState.DRAFT

    @property
    def takes_tenders(self) -> bool:
        return self.state == ConsultationState.PUBLISHED and timezone.now() < self.deadline_at

    @property
    def waits_for_opening(self) -> bool:
        return self.state == ConsultationState.PUBLISHED and timezone.now() >= self.deadline_at

    @property
    def takes_questions(self) -> bool:
        return self.state == ConsultationState.PUBLISHED and timezone.now() < self.questions_until

    @property
    def was_opened(self) -> bool:
        return self.state in {ConsultationState.OPENED, ConsultationState.AWARDED, ConsultationState.SIGNED}


class AwardCriterion(models.Model):
    """What tenders are judged on; `weight` in percent, all adding up to 100. At most one is the price."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="criteria")
    ordinal = models.PositiveSmallIntegerField()
    title = models.CharField(_("criterion"), max_length=160)
    question = models.TextField(_("what is looked for on this site"), blank=True)
    weight = models.PositiveSmallIntegerField(_("weight, %"))
    is_price = models.BooleanField(default=False)

    class Meta:
        ordering = ("ordinal", "id")
        verbose_name_plural = "award criteria"

    def __str__(self) -> str:
        return self.title


class CommissionMember(models.Model):
    """One of those who open together. `locked_seed` opens with their passphrase alone (engines/sealing/keys.py)."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="members")
    account = models.ForeignKey(Account, models.PROTECT, related_name="commissions")
    place = models.PositiveSmallIntegerField()
    sealing_key = models.BinaryField(max_length=32, default=bytes)
    signing_key = models.BinaryField(max_length=32, default=bytes)
    locked_seed = models.BinaryField(default=bytes)
    enrolled_at = models.DateTimeField(null=True)
    present_at = models.DateTimeField(null=True)
    signature = models.BinaryField(max_length=64, default=bytes)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("consultation", "place")
        constraints = (
            models.UniqueConstraint(fields=["consultation", "account"], name="one_member_once"),
            models.UniqueConstraint(fields=["consultation", "place"], name="one_member_a_place"),
        )

    def __str__(self) -> str:
        return self.account.name


class Question(models.Model):
    """Asked by one, answered to all: who asked is told to nobody."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions")
    asked_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("question"), max_length=3000)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("consultation", "id")

    def __str__(self) -> str:
        return self.text[:60]


class Tender(models.Model):
    """An envelope and, once opened, what was in it.

    `envelope` is the ciphertext and `envelope_sha256` its fingerprint, given in the receipt. No fingerprint of what is
    inside is kept before the opening: prices are few enough to be guessed from one.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="tenders")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="tenders")
    account = models.ForeignKey(Account, models.PROTECT, related_name="tenders")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=TenderState.choices, default=TenderState.SEALED)
    envelope = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    envelope_sha256 = models.CharField(max_length=64)
    deposited_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # replaced or withdrawn
    price_ex_vat = money(null=True)
    co_contractors = models.TextField(blank=True)
    answers = models.JSONField(default=dict)  # criterion id (text) → what is proposed
    seems_too_low = models.BooleanField(default=False)
    low_price_answer = models.TextField(_("what the tenderer explained, and why it is accepted"), blank=True)

    class Meta:
        ordering = ("consultation", "number")
        constraints = (
            models.UniqueConstraint(fields=["consultation", "number"], name="one_tender_a_number"),
            models.UniqueConstraint(
                fields=["consultation", "organisation"],
                condition=models.Q(state=TenderState.SEALED),
                name="one_sealed_tender_an_organisation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation_id}/{self.number}"


class TenderShare(models.Model):
    """The share of a tender's key sealed for one member; `released` by them once the hour has passed."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="shares")
    member = models.ForeignKey(CommissionMember, models.CASCADE, related_name="shares")
    sealed = models.BinaryField()
    released = models.BinaryField(default=bytes)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tender", "member"], name="one_share_a_member"),)

    def __str__(self) -> str:
        return f"{self.tender_id} for {self.member_id}"


class TenderPaper(models.Model):
    """A file that was in an opened envelope."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("tender", "id")

    def __str__(self) -> str:
        return self.file.name


class OpeningRecord(models.Model):
    """What was found in the envelopes, when, before whom. Members sign its `sha256` with their own keys."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="opening")
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.opened_at:%Y-%m-%d %H:%M}"


class Mark(models.Model):
    """The mark of a tender for a criterion, and why, in words. The price's is computed."""

    tender = models.ForeignKey(Tender, models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(AwardCriterion, models.CASCADE, related_name="marks")
    value = models.DecimalField(_("mark"), max_digits=5, decimal_places=2)
    reason = models.TextField(_("reason"))
    given_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["tender", "criterion"], name="one_tender_mark_a_criterion"),)

    def __str__(self) -> str:
        return f"{self.tender_id}/{self.criterion_id}: {self.value}"


class Award(models.Model):
    """The decision; the ranking and its reasons as they were then."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="award")
    tender = models.ForeignKey(Tender, models.PROTECT, related_name="+")
    reason = models.TextField(_("why this tender"))
    ranking = models.JSONField(default=list)
    report = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    awarded_at = models.DateTimeField()
    awarded_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    may_sign_from = models.DateField()

    def __str__(self) -> str:
        return f"{self.consultation_id}: {self.tender_id}"


class ResultLetter(models.Model):
    """What one tenderer was told: its PDF, and its page. The e-mail says where it is."""

    tender = models.OneToOneField(Tender, models.PROTECT, related_name="letter")
    is_award = models.BooleanField()
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.tender_id}"


class Contract(models.Model):
    """Signed with the awarded team, not before the standstill is over."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="contracts")
    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="contract")
    agreement = models.ForeignKey(FrameworkAgreement, models.PROTECT, null=True, blank=True, related_name="contracts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contracts")
    reference = models.CharField(_("reference"), max_length=60, unique=True)
    amount_ex_vat = money()
    vat_percent = models.DecimalField(max_digits=5, decimal_places=2)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    signed_on = models.DateField(_("signed on"))
    signed_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-signed_on", "id")

    def __str__(self) -> str:
        return self.reference
