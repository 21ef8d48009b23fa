"""Consultations, their statements, who votes, and every vote."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from atelier.agreement.consulting.enums import Choice, Standing
from atelier.ateliers.codes import new_code
from atelier.ateliers.models import Atelier, Seat, Workshop
from atelier.common.scope import ScopedManager
from atelier.people.enums import College

DOOR_LETTERS, PSEUDONYM_LETTERS = 7, 8


def new_door(_before: str = "") -> str:
    return new_code(DOOR_LETTERS)


def new_pseudonym() -> str:
    return new_code(PSEUDONYM_LETTERS)


class Consultation(models.Model):
    """Statements put to the vote. `code` is the door of telephones; votes come in while `is_open`.

    `papers`: the last number printed on a voting paper. `small_under`: fewer people than this are counted by college,
    without opinion groups.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    atelier = models.ForeignKey(Atelier, models.CASCADE, related_name="consultations")
    workshop = models.ForeignKey(Workshop, models.SET_NULL, null=True, blank=True, related_name="consultations")
    title = models.CharField(_("title"), max_length=120)
    intro = models.TextField(_("in a few words"), max_length=600, blank=True)
    code = models.CharField(max_length=12, unique=True, default=new_door)
    asks_college = models.BooleanField(_("asks the college"), default=True)
    takes_proposals = models.BooleanField(_("participants may propose statements"), default=True)
    small_under = models.PositiveIntegerField(_("no opinion groups under (people)"), default=50)
    papers = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(_("closes by itself on"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Consultation"]()
    objects = ScopedManager["Consultation"]("atelier")

    class Meta:
        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        is_past = self.closes_at is not None and self.closes_at <= timezone.now()
        return self.opened_at is not None and self.closed_at is None and not is_past

    @property
    def is_over(self) -> bool:
        """Votes came in once and come no more."""
        return self.opened_at is not None and not self.is_open


class Voter(models.Model):
    """Someone who votes, known by the session of their browser, the seat they hold or the number of the paper they
    filled; never by a name.

    `pseudonym` is who they are in files and results: nothing leads from it to the seat.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="voters")
    seat = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    pseudonym = models.CharField(max_length=12, default=new_pseudonym)
    paper = models.PositiveIntegerField(null=True, blank=True)
    college = models.CharField(_("college"), max_length=12, choices=College.choices, blank=True)
    came_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Voter"]()
    objects = ScopedManager["Voter"]("consultation__atelier")

    class Meta:
        ordering = ("came_at", "id")
        constraints = (
            models.UniqueConstraint(fields=["consultation", "pseudonym"], name="one_pseudonym_a_voter"),
            models.UniqueConstraint(
                fields=["consultation", "seat"], condition=models.Q(seat__isnull=False), name="one_voter_a_seat"
            ),
        )

    def __str__(self) -> str:
        return self.pseudonym

    @property
    def author_ref(self) -> str:
        return f"voter:{self.pseudonym}"


class Statement(models.Model):
    """One sentence people agree with or not. `number` is its name in files: given once, never again.

    `proposed_by`: the participant whose proposal it is. `reason`: why it was taken out.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = models.CharField(_("statement"), max_length=280)
    standing = models.CharField(max_length=7, choices=Standing.choices, default=Standing.ASKED)
    reason = models.CharField(_("why"), max_length=280, blank=True)
    proposed_by = models.ForeignKey(Voter, models.SET_NULL, null=True, blank=True, related_name="proposals")
    made_at = models.DateTimeField(auto_now_add=True)

    everywhere = models.Manager["Statement"]()
    objects = ScopedManager["Statement"]("consultation__atelier")

    class Meta:
        ordering = ("number", "id")

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def is_asked(self) -> bool:
        return self.standing == Standing.ASKED


class Vote(models.Model):
    """What someone said of a statement. Rows are added, never changed: the last one counts.

    `id` is made with the page that asks, so that a form sent twice is one vote.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    voter = models.ForeignKey(Voter, models.CASCADE, related_name="votes")
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes")
    value = models.SmallIntegerField(choices=Choice.choices)
    at = models.DateTimeField(default=timezone.now)

    everywhere = models.Manager["Vote"]()
    objects = ScopedManager["Vote"]("statement__consultation__atelier")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.voter_id} {self.statement_id} {self.value:+d}"


class HandCount(models.Model):
    """Hands raised at a table on a statement, counted by someone. The last count of a table counts.

    hands: {college: [agree, disagree, pass]}.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="hand_counts")
    origin_name = models.CharField(_("table"), max_length=60)
    hands: models.JSONField[dict[str, list[int]], dict[str, list[int]]] = models.JSONField()
    noted_by = models.CharField(max_length=60)
    noted_at = models.DateTimeField(default=timezone.now)

    everywhere = models.Manager["HandCount"]()
    objects = ScopedManager["HandCount"]("statement__consultation__atelier")

    class Meta:
        ordering = ("noted_at", "id")

    def __str__(self) -> str:
        return f"{self.origin_name}, {self.statement_id}"

    @property
    def totals(self) -> tuple[int, int, int]:
        """Agree, disagree, pass, colleges together."""
        agree, disagree, passed = (sum(three[place] for three in self.hands.values()) for place in range(3))
        return agree, disagree, passed
