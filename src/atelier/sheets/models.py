"""A sheet of paper, the photographs of it, what was read of them, mark by mark."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Seat, Workshop
from atelier.common.models import StoredFile
from atelier.common.scope import ScopedManager
from atelier.people.models import Account
from atelier.sheets.enums import MarkChange, MarkKind, PhotoState, ReadingState, SheetState
from atelier.tables.models import Table


class Sheet(models.Model):
    """A map printed for a table, or for any. `code` is the identifier printed on it, AAAA-AAAA.

    `wish` is what was asked, so that it can be printed again; `description` its sheet.json (several of them when the
    map is in tiles).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sheets")
    table = models.ForeignKey(Table, models.SET_NULL, null=True, blank=True, related_name="sheets")
    code = models.CharField(max_length=9, unique=True)
    title = models.CharField(_("title"), max_length=70)
    wish = models.JSONField(default=dict)
    description = models.JSONField(default=dict)
    pdf = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=SheetState.choices, default=SheetState.PLANNED)
    created_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Sheet"]()
    objects = ScopedManager["Sheet"]("workshop__atelier")

    class Meta:
        ordering = ("created_at", "code")

    def __str__(self) -> str:
        return self.code

    @property
    def descriptions(self) -> list[dict[str, Any]]:
        """One sheet.json a page."""
        return list(self.description.get("sheets", [self.description])) if self.description else []


class PhotoDoor(models.Model):
    """Where the photographs of a workshop are brought, without an account, by whoever has its code."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="photo_door")
    code = models.CharField(max_length=12, unique=True)
    is_open = models.BooleanField(default=True)
    keeps_originals = models.BooleanField(_("keep the photographs as they were sent"), default=False)

    everywhere = models.Manager["PhotoDoor"]()
    objects = ScopedManager["PhotoDoor"]("workshop__atelier")

    def __str__(self) -> str:
        return f"photographs of {self.workshop_id}"


class Photo(models.Model):
    """A photograph on its way: bytes arrive (`received_bytes` of `size_bytes`), then it is read or refused.

    `seat` is that of who sent it, when the telephone holds one; `taken_at` what its camera says. What it said of its
    place is thrown away with the rest of its original, unless the workshop keeps originals.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="photos")
    name = models.CharField(max_length=160)
    size_bytes = models.PositiveBigIntegerField()
    received_bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=PhotoState.choices, default=PhotoState.ARRIVING)
    refusal = models.CharField(max_length=40, blank=True)
    refusal_values = models.JSONField(default=dict)
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    original = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Photo"]()
    objects = ScopedManager["Photo"]("workshop__atelier")

    class Meta:
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.name


class SheetReading(models.Model):
    """What one photograph shows of one sheet. `label` is the identifier as printed, with that of the tile.

    `page` is the sheet from above, `px_per_mm` its resolution; `known` the sheet.json it was read by; `remarks` and
    `votes` as the engine gives them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="readings")
    sheet = models.ForeignKey(Sheet, models.SET_NULL, null=True, blank=True, related_name="readings")
    before = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="after")
    label = models.CharField(max_length=14)
    known = models.JSONField(default=dict)
    page = models.ForeignKey(StoredFile, models.SET_NULL, null=True, related_name="+")
    px_per_mm = models.FloatField()
    remarks = models.JSONField(default=list)
    votes = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ReadingState.choices, default=ReadingState.TO_REVIEW)
    table = models.ForeignKey(Table, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["SheetReading"]()
    objects = ScopedManager["SheetReading"]("photo__workshop__atelier")

    class Meta:
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.label

    @property
    def pens(self) -> list[dict[str, str]]:
        """The legend printed on the sheet, in its order."""
        return list(self.known["pens"])


class PaperMark(models.Model):
    """A mark of felt pen, as it was read, then as it was reviewed. `path` is mm of the page, [[x, y], …]; words have
    their box there, as two corners. `pen` is its rank in the legend.

    `object` is the identifier it has, or will have, in the journal of its table: the way from a stroke on the map back
    to the paper. `version` counts the changes, so that two reviewers do not undo each other.
    """

    reading = models.ForeignKey(SheetReading, models.CASCADE, related_name="marks")
    object = models.UUIDField(default=uuid.uuid4, db_index=True)
    kind = models.CharField(max_length=6, choices=MarkKind.choices)
    pen = models.PositiveSmallIntegerField()
    path = models.JSONField()
    width_mm = models.FloatField(default=0)
    confidence = models.FloatField(default=1)
    has_arrow = models.BooleanField(default=False)
    text = models.CharField(_("words"), max_length=500, blank=True)
    change = models.CharField(max_length=12, choices=MarkChange.choices, blank=True)
    is_kept = models.BooleanField(default=True)
    is_by_hand = models.BooleanField(default=False)
    made_from = models.ManyToManyField("self", symmetrical=False, related_name="became", blank=True)
    version = models.PositiveIntegerField(default=0)

    everywhere = models.Manager["PaperMark"]()
    objects = ScopedManager["PaperMark"]("reading__photo__workshop__atelier")

    class Meta:
        ordering = ("reading", "id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
