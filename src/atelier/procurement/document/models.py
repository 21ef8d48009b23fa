"""A dossier, the sections of its present paper, and what was frozen at each gate."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.common.models import StoredFile
from atelier.people.models import Account
from atelier.procurement.enums import Gate
from atelier.programme.models import Application


class Dossier(models.Model):
    """One application on its way to a team. `gate` is its present paper, `is_open` whether it is being written; the
    services of `department` and `region` (INSEE codes) carry it."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="dossier")
    title = models.CharField(_("title"), max_length=160)
    department = models.CharField(max_length=3, blank=True, db_index=True)
    region = models.CharField(max_length=3, blank=True, db_index=True)
    gate = models.CharField(max_length=13, choices=Gate.choices, default=Gate.SPECIFICATION)
    is_open = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    opened_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.title


class FrozenVersion(models.Model):
    """What a paper said when it passed its gate: rows are added, never changed.

    `content`: [{"key", "title", "text", "origin"}] in order; `sha256` is that of it written canonically
    (document/freezing.py). `source_sha256`: for the note, the fingerprint the application was submitted with.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="versions")
    gate = models.CharField(max_length=13, choices=Gate.choices)
    number = models.PositiveSmallIntegerField()
    content = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    source_sha256 = models.CharField(max_length=64, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("dossier", "frozen_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["dossier", "gate", "number"], name="one_frozen_version_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.get_gate_display()} {self.number}"


class Section(models.Model):
    """A part of the paper being written. `inherited` is the text it came with, `origin` the version it came from;
    `revision` is the optimistic lock."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="sections")
    gate = models.CharField(max_length=13, choices=Gate.choices)
    ordinal = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    hint = models.TextField(blank=True)
    text = models.TextField(blank=True)
    inherited = models.TextField(blank=True)
    origin = models.ForeignKey(FrozenVersion, models.PROTECT, null=True, related_name="+")
    is_required = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(Account, models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("ordinal", "id")
        constraints = (models.UniqueConstraint(fields=["dossier", "gate", "key"], name="one_section_a_key"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_edited(self) -> bool:
        return self.origin_id is not None and self.text != self.inherited
