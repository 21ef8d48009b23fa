"""From the rows of a consultation to the arrays of the engine."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from atelier.agreement.consulting.enums import Standing
from atelier.agreement.consulting.models import Consultation, HandCount, Vote, Voter
from atelier.agreement.consulting.queries import last_hand_counts, statement_names, statements_of
from atelier.engines.agreement.votes import Votes


@dataclass(frozen=True)
class Gathered:
    """Votes of people who voted by themselves, as the engine takes them, and hands counted at tables.

    cast: (person, statement, value), under the names of the files. out: names of statements taken out.
    """

    cast: list[tuple[str, str, int]]
    college: dict[str, str]
    hands: list[HandCount]
    out: set[str]
    names: dict[UUID, str]

    @property
    def people(self) -> int:
        return len({person for person, _, _ in self.cast})

    @property
    def hand_people(self) -> int:
        """Hands raised, each table's fullest count: who raised which is not known."""
        return len({name for name, _, _ in self._hands()})

    def votes(self, *, with_hands: bool) -> Votes | None:
        """Each raised hand counts as one vote of somebody of that college and table; None when nobody voted."""
        cast = [*self.cast, *self._hands()] if with_hands else self.cast
        return _arrays(cast).without(self.out) if cast else None

    def colleges(self) -> dict[str, str]:
        return {**self.college, **{name: name.split("\t")[1] for name, _, _ in self._hands()}}

    def _hands(self) -> Iterable[tuple[str, str, int]]:
        for one in self.hands:
            for college, (agree, disagree, passed) in one.hands.items():
                values = [1] * agree + [-1] * disagree + [0] * passed
                for place, value in enumerate(values):
                    yield f"{one.origin_name}\t{college}\t{place}", self.names[one.statement_id], value


def gathered(consultation: Consultation) -> Gathered:
    """A few queries, whatever the number of votes; the last vote of each person on each statement."""
    names = statement_names(consultation)
    standings = dict(statements_of(consultation).values_list("pk", "standing"))
    number = {pk: name for pk, name in names.items() if standings[pk] != Standing.WAITING}
    out = {name for pk, name in number.items() if standings[pk] == Standing.OUT}
    voters = Voter.objects.of(consultation.atelier_id).filter(consultation=consultation)
    who = {pk: (name, college) for pk, name, college in voters.values_list("pk", "pseudonym", "college")}
    rows = Vote.objects.of(consultation.atelier_id).filter(statement__consultation=consultation)
    last: dict[tuple[UUID, UUID], int] = {}
    for voter, statement, value in (
        rows.order_by("at", "pk").values_list("voter_id", "statement_id", "value").iterator()
    ):
        last[voter, statement] = value
    cast = [
        (who[voter][0], number[statement], value) for (voter, statement), value in last.items() if statement in number
    ]
    college = {name: said for name, said in who.values() if said}
    return Gathered(cast, college, last_hand_counts(consultation), out, names)


def _arrays(cast: list[tuple[str, str, int]]) -> Votes:
    import numpy as np

    from atelier.engines.agreement.votes import gather

    people = {name: place for place, name in enumerate(dict.fromkeys(person for person, _, _ in cast))}
    statements = {name: place for place, name in enumerate(dict.fromkeys(statement for _, statement, _ in cast))}
    person, statement, value = array("q"), array("q"), array("b")
    for name, what, said in cast:
        person.append(people[name])
        statement.append(statements[what])
        value.append(said)
    return gather(
        list(people), list(statements), np.array(person, dtype=np.int64), np.array(statement, dtype=np.int64),
        np.array(value, dtype=np.int8),
    )  # fmt: skip
