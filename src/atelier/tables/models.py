"""A table, its legend and overlays, who sits there, and its journal."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Seat, Step, Workshop
from atelier.common.scope import ScopedManager
from atelier.contributions.enums import ContributionKind
from atelier.people.models import Account


class Table(models.Model):
    """People around a map. `last_seq` is the number of the journal's last entry.

    `epoch` names the journal's history: restored from a backup, a table gets a new one and screens
    start again from its snapshot, keeping what they have not sent. `changes` counts what the facilitator
    changed, `held_changes` what changed among the notes that wait, so that a process that did not hear of it finds
    out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="tables")
    ordinal = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=60)
    code = models.CharField(max_length=12, unique=True)
    epoch = models.UUIDField(default=uuid.uuid4)
    last_seq = models.PositiveBigIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    own_work_only = models.BooleanField(default=False)
    notes_wait = models.BooleanField(default=False)
    changes = models.PositiveIntegerField(default=0)
    held_changes = models.PositiveIntegerField(default=0)

    everywhere = models.Manager["Table"]()
    objects = ScopedManager["Table"]("workshop__atelier")

    class Meta:
        ordering = ("ordinal", "code")

    def __str__(self) -> str:
        return self.name


class TablePencil(models.Model):
    """A pencil of the table's legend: a colour with a meaning. Its key never changes once drawn with."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="pencils")
    ordinal = models.PositiveSmallIntegerField(default=1)
    key = models.SlugField(max_length=40)
    meaning = models.CharField(_("meaning"), max_length=120)
    color = models.CharField(_("colour"), max_length=7)
    width = models.FloatField(default=4)
    shape = models.CharField(max_length=8, choices=ContributionKind.choices, default=ContributionKind.STROKE)

    everywhere = models.Manager["TablePencil"]()
    objects = ScopedManager["TablePencil"]("table__workshop__atelier")

    class Meta:
        ordering = ("ordinal", "id")
        constraints = (models.UniqueConstraint(fields=["table", "key"], name="one_pencil_a_key"),)

    def __str__(self) -> str:
        return self.meaning


class TableOverlay(models.Model):
    """A sheet of tracing paper on the table, for a step of the workshop or for the whole of it."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="overlays")
    step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="overlays")
    ordinal = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=60)
    is_locked = models.BooleanField(default=False)
    locked_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["TableOverlay"]()
    objects = ScopedManager["TableOverlay"]("table__workshop__atelier")

    class Meta:
        ordering = ("ordinal", "id")

    def __str__(self) -> str:
        return self.name


class Sitting(models.Model):
    """A seat at a table: the right to draw there, and to write for others when it is a scribe's."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="sittings")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="sittings")
    since = models.DateTimeField(auto_now_add=True)
    is_scribe = models.BooleanField(default=False)

    everywhere = models.Manager["Sitting"]()
    objects = ScopedManager["Sitting"]("table__workshop__atelier")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["table", "seat"], name="one_sitting_a_seat"),)

    def __str__(self) -> str:
        return f"{self.seat} @ {self.table}"


class JournalEntry(models.Model):
    """An operation, numbered and attributed. Rows are added, never changed: the table is their fold."""

    table = models.ForeignKey(Table, models.CASCADE, related_name="entries", db_index=False)  # by its number
    seq = models.PositiveBigIntegerField()
    op = models.UUIDField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="entries", db_index=False)  # asked by nobody
    at = models.DateTimeField()
    operation = models.BinaryField()

    everywhere = models.Manager["JournalEntry"]()
    objects = ScopedManager["JournalEntry"]("table__workshop__atelier")

    class Meta:
        ordering = ("table", "seq")
        constraints = (
            models.UniqueConstraint(fields=["table", "seq"], name="journal_number"),
            # `op` first: identifiers follow the hour, so that all tables write at the same end of it
            models.UniqueConstraint(fields=["op", "table"], name="journal_operation"),
        )

    def __str__(self) -> str:
        return f"{self.table_id} {self.seq}"


class HeldFate(models.TextChoices):
    """What becomes of an operation that waits."""

    WAITING = "waiting", _("Waiting")
    ACCEPTED = "accepted", _("Accepted")
    SET_ASIDE = "set_aside", _("Set aside")


class HeldOperation(models.Model):
    """An operation of a participant that a facilitator reads before the journal takes it. Nothing is deleted.

    Rows of one seat on one object are one note, decided together, in the order they came.
    """

    table = models.ForeignKey(Table, models.CASCADE, related_name="held")
    op = models.UUIDField()
    object = models.UUIDField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="held")
    at = models.DateTimeField()
    operation = models.BinaryField()
    held_at = models.DateTimeField(auto_now_add=True)
    fate = models.CharField(max_length=10, choices=HeldFate.choices, default=HeldFate.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="+")

    everywhere = models.Manager["HeldOperation"]()
    objects = ScopedManager["HeldOperation"]("table__workshop__atelier")

    class Meta:
        ordering = ("table", "id")
        constraints = (models.UniqueConstraint(fields=["table", "op"], name="held_operation"),)
        indexes = (models.Index(fields=["table", "fate"], name="held_fate"),)

    def __str__(self) -> str:
        return f"{self.table_id} {self.op}: {self.fate}"


class TableSnapshot(models.Model):
    """The table at an entry, packed: where joining screens and waking rooms start from."""

    table = models.OneToOneField(Table, models.CASCADE, related_name="snapshot")
    epoch = models.UUIDField()
    seq = models.PositiveBigIntegerField()
    packed = models.BinaryField()

    everywhere = models.Manager["TableSnapshot"]()
    objects = ScopedManager["TableSnapshot"]("table__workshop__atelier")

    def __str__(self) -> str:
        return f"{self.table_id} at {self.seq}"


class TablePhase(models.Model):
    """The step a table is at, with its clock: running (`ends_at`), paused (`left_ms`), or neither: no limit.

    `length_ms` is all the time given, extensions included. The title is kept should the step be renamed or go.
    """

    table = models.OneToOneField(Table, models.CASCADE, related_name="phase")
    step = models.ForeignKey(Step, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=80)
    began_at = models.DateTimeField()
    length_ms = models.PositiveBigIntegerField(default=0)
    ends_at = models.DateTimeField(null=True, blank=True)
    left_ms = models.BigIntegerField(null=True, blank=True)

    everywhere = models.Manager["TablePhase"]()
    objects = ScopedManager["TablePhase"]("table__workshop__atelier")

    def __str__(self) -> str:
        return self.title


class TableLead(models.Model):
    """A facilitator shows the way: every map of the table looks where theirs does.

    `look` is west, south, east, north in degrees.
    """

    table = models.OneToOneField(Table, models.CASCADE, related_name="lead")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="+")
    look = models.JSONField()

    everywhere = models.Manager["TableLead"]()
    objects = ScopedManager["TableLead"]("table__workshop__atelier")

    def __str__(self) -> str:
        return f"{self.seat} leads {self.table_id}"


class WallPick(models.Model):
    """What the facilitator brought to the workshop's wall: a thing of a table, or a place of its map."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="wall_pick")
    table = models.OneToOneField(Table, models.CASCADE, related_name="wall_pick")
    thing = models.UUIDField(null=True, blank=True)
    look = models.JSONField(null=True, blank=True)

    everywhere = models.Manager["WallPick"]()
    objects = ScopedManager["WallPick"]("workshop__atelier")

    def __str__(self) -> str:
        return f"{self.thing or 'map'} of {self.table_id}"


class WallKey(models.Model):
    """A short code that lets a projector's computer show a workshop's wall, for half a day. Only its hash is kept.

    What it lets see lasts as long as the key: a revoked or expired one closes the walls it opened.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="wall_keys")
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    everywhere = models.Manager["WallKey"]()
    objects = ScopedManager["WallKey"]("workshop__atelier")

    def __str__(self) -> str:
        return f"wall of {self.workshop_id}"
