"""Reads on validation rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from atelier.agreement.rounds.enums import Stance
from atelier.agreement.rounds.models import Position, Round, RoundVersion
from atelier.ateliers.codes import tidy_code
from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.contributions.lineage.nodes import Node, Told, tell_nodes
from atelier.contributions.lineage.walking import edges_of
from atelier.people.enums import COLLEGE_COLORS, College


@dataclass(frozen=True)
class CollegeSaid:
    """How many of a college agree, reserve, object."""

    name: str
    color: str
    agree: int
    reservation: int
    objection: int


@dataclass(frozen=True)
class Pass:
    """A version with what counts of it: positions (the last of each person), by college, objections, reservations."""

    version: RoundVersion
    positions: list[Position]
    is_present: bool

    @property
    def colleges(self) -> list[CollegeSaid]:
        times = Counter((one.college, one.stance) for one in self.positions)
        return [
            CollegeSaid(str(label), COLLEGE_COLORS[key], *(times[key, stance] for stance in Stance.values))
            for key, label in College.choices
            if any(times[key, stance] for stance in Stance.values)
        ]

    @property
    def remarks(self) -> list[Position]:
        """Objections first, then reservations, in the order they were said."""
        rank = {Stance.OBJECTION: 0, Stance.RESERVATION: 1}
        return sorted((one for one in self.positions if one.stance in rank), key=lambda one: rank[Stance(one.stance)])

    @property
    def sentence(self) -> str:
        """The result by college, in words."""
        if not self.positions:
            return _("Nobody has said a position on this version yet.")
        by = {stance: [one.name for one in self.colleges if _of(one, stance)] for stance in Stance}
        if not by[Stance.RESERVATION] and not by[Stance.OBJECTION]:
            return _("All those who spoke agree: %(colleges)s.") % {"colleges": ", ".join(by[Stance.AGREE])}
        parts = [
            (_("Objections: %(colleges)s."), by[Stance.OBJECTION]),
            (_("Reservations: %(colleges)s."), by[Stance.RESERVATION]),
            (_("Agreement without reserve: %(colleges)s."), self._untroubled()),
        ]
        return " ".join(words % {"colleges": ", ".join(names)} for words, names in parts if names)

    def _untroubled(self) -> list[str]:
        return [one.name for one in self.colleges if one.agree and not (one.reservation or one.objection)]


def rounds_of(atelier: Atelier) -> QuerySet[Round]:
    return Round.objects.of(atelier).select_related("workshop").prefetch_related("versions__positions")


def round_with_code(typed: str) -> Round:
    """The round whose code was typed. Raises NotSeen."""
    # everywhere: whoever types a code knows no atelier yet
    found: Round | None = Round.everywhere.select_related("atelier").filter(code=tidy_code(typed)).first()
    if found is None:
        raise NotSeen
    return found


def present_version(one: Round) -> RoundVersion:
    return RoundVersion.objects.of(one.atelier_id).filter(round=one).select_related("round").latest("ordinal", "put_at")


def passes_of(one: Round) -> list[Pass]:
    """The present version first; a constant number of queries."""
    versions = list(
        RoundVersion.objects.of(one.atelier_id)
        .filter(round=one)
        .prefetch_related("positions__answers")
        .order_by("ordinal")
    )
    made = [
        Pass(version, _last(version.positions.all()), place == len(versions))
        for place, version in enumerate(versions, 1)
    ]
    return made[::-1]


def last_positions(one: Round, version: RoundVersion) -> list[Position]:
    """What each person last said of a version."""
    return _last(Position.objects.of(one.atelier_id).filter(version=version))


def unanswered(one: Round) -> list[Position]:
    """Objections, of every version, to which nothing was answered; those their author left do not count."""
    return [
        position
        for done in passes_of(one)
        for position in done.positions
        if position.stance == Stance.OBJECTION and not position.answers.all()
    ]


def position_of(version: RoundVersion, person: str) -> Position | None:
    """What this person last said of this version."""
    said = Position.objects.of(version.round.atelier_id).filter(version=version, person=person)
    return said.last()


def sources_of(one: Round) -> list[Told]:
    """What the text was taken from."""
    edges = edges_of(one.atelier, [Node("round", one.pk)]).filter(target=one.pk)
    nodes = [Node(edge.source_kind, edge.source) for edge in edges]
    told = tell_nodes(one.atelier, nodes)
    return [told[node] for node in nodes if node in told]


def tell_rounds(atelier: Atelier, identifiers: Collection[UUID]) -> dict[UUID, Told]:
    """Rounds as things of the lineage, with the text as it is now."""
    rows = Round.objects.of(atelier).filter(pk__in=identifiers).prefetch_related("versions")
    told = {}
    for one in rows:
        version = list(one.versions.all())[-1]
        state = one.get_outcome_display() if one.outcome else _("open")
        url = reverse("agreement:round", args=[atelier.slug, one.pk])
        told[one.pk] = Told(one.title, url, version.text, str(state), version.ordinal)
    return told


def _last(positions: Iterable[Position]) -> list[Position]:
    by_person = {one.person: one for one in positions}  # in the order they were said: the last stays
    return sorted(by_person.values(), key=lambda one: (one.said_at, one.pk))


def _of(one: CollegeSaid, stance: Stance) -> int:
    return {Stance.AGREE: one.agree, Stance.RESERVATION: one.reservation, Stance.OBJECTION: one.objection}[stance]
