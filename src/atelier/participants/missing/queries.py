"""Who is missing: colleges and communes that came, were announced, or are still waited for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from atelier.ateliers.models import Atelier
from atelier.participants.contacts.queries import commune_names
from atelier.participants.inviting.models import Answer, Gathering
from atelier.participants.inviting.queries import invitations_to
from atelier.participants.missing.models import ExpectedCollege, ExpectedCommune
from atelier.participants.welcoming.models import Attendance
from atelier.people.enums import COLLEGE_COLORS, College

State = Literal["here", "announced", "missing"]
# The founding text asks everyone around the table; inhabitants are encouraged, not systematic.
HOPED = dict.fromkeys(College, 2) | {College.INHABITANT: 0, College.TEAM: 1}
MOST_DOTS, DOT_PX = 24, 24


@dataclass(frozen=True)
class CollegeMeter:
    """A college beside what is hoped for."""

    college: str
    label: str
    color: str
    hoped: int
    here: int
    announced: int

    @property
    def missing(self) -> int:
        return max(self.hoped - self.here - self.announced, 0)

    @property
    def is_absent(self) -> bool:
        """Hoped for, and neither come nor announced."""
        return self.hoped > 0 and not self.here and not self.announced

    @property
    def dots(self) -> list[State]:
        """A dot a person: here, then announced, then missing."""
        told: tuple[tuple[State, int], ...] = (
            ("here", self.here),
            ("announced", self.announced),
            ("missing", self.missing),
        )
        return [state for state, count in told for _each in range(count)][:MOST_DOTS]

    @property
    def placed(self) -> list[tuple[int, State]]:
        """Each dot and where its centre is, in pixels."""
        return [(DOT_PX // 2 + DOT_PX * number, dot) for number, dot in enumerate(self.dots)]

    @property
    def width(self) -> int:
        return DOT_PX * len(self.dots)


@dataclass(frozen=True)
class CommuneMeter:
    """A commune of the perimeter."""

    code: str
    name: str
    here: int
    announced: int

    @property
    def state(self) -> State:
        return "here" if self.here else "announced" if self.announced else "missing"


@dataclass(frozen=True)
class Meter:
    """The whole: colleges, communes of the perimeter, and people from elsewhere."""

    colleges: list[CollegeMeter]
    communes: list[CommuneMeter]
    elsewhere: list[tuple[str, int]]

    def communes_in(self, state: State) -> list[CommuneMeter]:
        return [one for one in self.communes if one.state == state]

    @property
    def absent(self) -> list[CollegeMeter]:
        return [one for one in self.colleges if one.is_absent]


def hoped_for(atelier: Atelier) -> dict[str, int]:
    """College → how many: what was said, or what the founding text suggests."""
    said = dict(ExpectedCollege.objects.of(atelier).values_list("college", "count"))
    return {college.value: said.get(college.value, HOPED[college]) for college in College}


def perimeter_of(atelier: Atelier) -> list[ExpectedCommune]:
    return list(ExpectedCommune.objects.of(atelier))


def meter_of(gathering: Gathering) -> Meter:
    """Four questions, whatever the number of people."""
    atelier = gathering.atelier
    came = list(
        Attendance.objects.of(atelier)
        .filter(gathering=gathering, is_here=True)
        .values_list("contact_id", "college", "commune")
    )
    present = {contact for contact, _college, _commune in came}
    coming = [
        (one.contact.college, one.contact.commune)
        for one in invitations_to(gathering)
        if one.answer in {Answer.YES, Answer.MAYBE} and one.contact_id not in present and not gathering.is_over
    ]
    here_of, coming_of = Counter(one[1] for one in came), Counter(one[0] for one in coming)
    hoped = hoped_for(atelier)
    colleges = [
        CollegeMeter(
            one.value, str(one.label), COLLEGE_COLORS[one], hoped[one.value], here_of[one.value], coming_of[one.value]
        )
        for one in College
    ]
    here_at, coming_at = Counter(one[2] for one in came), Counter(one[1] for one in coming)
    perimeter = perimeter_of(atelier)
    communes = [CommuneMeter(one.code, one.name, here_at[one.code], coming_at[one.code]) for one in perimeter]
    outside = {code: count for code, count in here_at.items() if code and code not in {one.code for one in perimeter}}
    names = commune_names(outside)
    return Meter(colleges, communes, sorted((names.get(code, code), count) for code, count in outside.items()))
