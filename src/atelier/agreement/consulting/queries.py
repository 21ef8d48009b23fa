"""Reads on consultations and votes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from atelier.agreement.consulting.enums import Standing
from atelier.agreement.consulting.models import Consultation, HandCount, Statement, Vote, Voter
from atelier.ateliers.codes import tidy_code
from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.lineage.nodes import Told


@dataclass(frozen=True)
class Ballot:
    """What one person is asked: statements in their own order, what they last said of each, and which comes now."""

    statements: list[Statement]
    said: dict[UUID, int]
    now: Statement | None

    @property
    def done(self) -> int:
        return sum(one.pk in self.said for one in self.statements)

    @property
    def place(self) -> int:
        """Of the statement shown, from 1; 0 when there is none."""
        return self.statements.index(self.now) + 1 if self.now else 0

    @property
    def before(self) -> Statement | None:
        """The statement one goes back to."""
        last = self.place - 2 if self.now else len(self.statements) - 1
        return self.statements[last] if last >= 0 else None

    @property
    def rows(self) -> list[tuple[Statement, int | None]]:
        return [(one, self.said.get(one.pk)) for one in self.statements]


def consultations_of(atelier: Atelier) -> QuerySet[Consultation]:
    """The latest first, with how many people voted, statements asked, and proposals that wait."""
    return (
        Consultation.objects.of(atelier)
        .select_related("workshop")
        .annotate(
            people=_counted(Voter.objects.of(atelier)),
            asked=_counted(Statement.objects.of(atelier).filter(standing=Standing.ASKED)),
            waiting=_counted(Statement.objects.of(atelier).filter(standing=Standing.WAITING)),
        )
    )


def _counted(rows: QuerySet[Any]) -> Coalesce:
    """How many of these a consultation has. Each by itself: joined, voters would be multiplied by statements."""
    of_one = rows.filter(consultation=OuterRef("pk")).order_by().values("consultation")
    return Coalesce(Subquery(of_one.annotate(number=Count("pk")).values("number")), 0)


def consultation_with_code(typed: str) -> Consultation:
    """The consultation whose code was typed. Raises NotSeen."""
    # everywhere: whoever types a code knows no atelier yet
    rows = Consultation.everywhere.select_related("atelier", "workshop")
    found: Consultation | None = rows.filter(code=tidy_code(typed)).first()
    if found is None:
        raise NotSeen
    return found


def statements_of(consultation: Consultation) -> QuerySet[Statement]:
    return Statement.objects.of(consultation.atelier_id).filter(consultation=consultation)


def statement_names(consultation: Consultation) -> dict[UUID, str]:
    """The name of each statement in files: its number, and more where two machines gave the same."""
    rows = list(statements_of(consultation).order_by("number", "pk").values_list("pk", "number"))
    times = Counter(number for _pk, number in rows)
    return {pk: str(number) if times[number] == 1 else f"{number}-{pk.hex[:4]}" for pk, number in rows}


def ballot_of(voter: Voter, *, asked: UUID | None = None) -> Ballot:
    """asked: the statement to show, already voted or not; else the first not voted yet."""
    open_ones = statements_of(voter.consultation).filter(standing=Standing.ASKED)
    mine = sorted(open_ones, key=lambda one: _rank(voter, one))
    votes = Vote.objects.of(voter.consultation.atelier_id).filter(voter=voter)
    said = dict(votes.values_list("statement_id", "value"))
    now = next((one for one in mine if one.pk == asked), None)
    return Ballot(mine, said, now or next((one for one in mine if one.pk not in said), None))


def last_hand_counts(consultation: Consultation) -> list[HandCount]:
    """The one that counts for each table and statement."""
    rows = HandCount.objects.of(consultation.atelier_id).filter(statement__consultation=consultation)
    last = {(one.statement_id, one.origin_name.casefold()): one for one in rows.select_related("statement")}
    return list(last.values())


def tell_statements(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Statements as things of the lineage."""
    rows = Statement.objects.of(atelier).select_related("consultation").filter(pk__in=identifiers)
    return {
        one.pk: Told(
            title=one.consultation.title,
            url=reverse("agreement:results", args=[atelier.slug, one.consultation_id]) + f"#enonce-{one.number}",
            text=one.text,
            state=str(one.get_standing_display()),
        )
        for one in rows
    }


def _rank(voter: Voter, statement: Statement) -> bytes:
    """An order of one's own, the same at each page: nobody's statement always comes first."""
    return hashlib.sha256(voter.pk.bytes + statement.pk.bytes).digest()
