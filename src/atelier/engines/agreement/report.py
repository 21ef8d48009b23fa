"""Everything said of a conversation, as the JSON of docs/reference/agreement.md."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import numpy as np

from atelier.engines.agreement.colleges import by_college
from atelier.engines.agreement.grouping import Grouping, opinion_groups
from atelier.engines.agreement.labels import letters
from atelier.engines.agreement.stability import DRAWS, Stability, stability
from atelier.engines.agreement.statistics import Chosen, consensus, shared, sides, typical
from atelier.engines.agreement.votes import Counts, Votes, count

FORMAT = "atelier.agreement/1"
FEW = 50
TOO_FEW_FOR_GROUPS = 20
STABLE = 0.75


class Warned(StrEnum):
    """What the reader must know before the figures."""

    FEW_PEOPLE = "few_people"
    ONE_GROUP = "one_group"
    UNSTABLE = "unstable"
    LEFT_OUT = "left_out"


def agreement(
    votes: Votes,
    college: Mapping[str, str],
    *,
    groups: int | None = None,
    small_under: int = FEW,
    previous: Mapping[str, str] | None = None,
    draws: int = DRAWS,
) -> dict[str, Any]:
    """By college under `small_under` people, by opinion groups from there or when `groups` imposes their number.

    previous: the letter each person had. Raises VotesRefused.
    """
    head: dict[str, Any] = {"format": FORMAT, "people": len(votes.people), "votes": len(votes.value)}
    head["moderated"] = [name for name, out in zip(votes.statements, votes.moderated, strict=True) if out]
    if groups is None and len(votes.people) < small_under:
        head |= {"participants": {}, "groups": [], "representative": {}, "warnings": []}
        return {**head, "regime": "colleges", **by_college(votes, college)}
    found = opinion_groups(votes, groups)
    firm = stability(votes, found, draws) if found.groups > 1 else Stability(0, 1.0, [1.0])
    return {**head, "regime": "groups", **_by_group(votes, found, firm, previous or {}, groups is not None)}


def _by_group(
    votes: Votes, found: Grouping, firm: Stability, previous: Mapping[str, str], is_imposed: bool
) -> dict[str, Any]:
    grouped = {votes.people[place]: int(found.group[place]) for place in np.flatnonzero(found.group >= 0)}
    names = letters(found.groups, grouped, previous)
    counts = count(votes, found.group, found.groups)
    return {
        "participants": {person: names[group] for person, group in grouped.items()},
        "left_out": [votes.people[place] for place in np.flatnonzero(found.group < 0)],
        "number": {
            "chosen": found.groups,
            "imposed": is_imposed,
            "silhouettes": {str(k): value for k, value in found.silhouettes.items()},
        },
        "stability": {"draws": firm.draws, "overall": firm.overall},
        "groups": [_group(number, names[number], found, firm) for number in range(found.groups)],
        "consensus": _by_statement(votes, consensus(counts.agrees, counts.votes)),
        "consensus_disagree": _by_statement(votes, consensus(counts.disagrees, counts.votes)),
        "majority": _majority(votes),
        "representative": _representative(votes, counts, names),
        "counts": _counts(votes, counts, names),
        "positions": {votes.people[place]: _point(found.where[place]) for place in range(len(votes.people))},
        "warnings": _warnings(found, firm, len(grouped)),
    }


def _by_statement(votes: Votes, figures: Any) -> dict[str, float]:
    return dict(zip(votes.statements, figures.tolist(), strict=True))


def _group(number: int, name: str, found: Grouping, firm: Stability) -> dict[str, Any]:
    size = int(np.count_nonzero(found.group == number))
    return {"id": name, "people": size, "centre": _point(found.centres[number]), "stability": firm.by_group[number]}


def _majority(votes: Votes) -> dict[str, list[dict[str, Any]]]:
    together = count(votes, np.zeros(len(votes.people), dtype=np.int64), 1)
    return {
        side.name: [_chosen(votes, 0, together, one, compared=False) for one in shared(side, ~votes.moderated)]
        for side in sides(together)
    }


def _representative(votes: Votes, counts: Counts, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    if len(names) < 2:
        return {}
    pair = sides(counts)
    return {
        name: [_chosen(votes, number, counts, one) for one in typical(number, pair, ~votes.moderated)]
        for number, name in enumerate(names)
    }


def _chosen(votes: Votes, group: int, counts: Counts, one: Chosen, *, compared: bool = True) -> dict[str, Any]:
    side, at = one.side, (group, one.statement)
    told = {
        "statement": votes.statements[one.statement],
        "side": side.name,
        "count": int(side.count[at]),
        "votes": int(counts.votes[at]),
        "probability": float(side.probability[at]),
        "probability_test": float(side.probability_test[at]),
    }
    if compared:
        told["representativeness"] = float(side.representativeness[at])
        told["representativeness_test"] = float(side.representativeness_test[at])
    return told


def _counts(votes: Votes, counts: Counts, names: list[str]) -> dict[str, dict[str, list[int]]]:
    """By statement and group: [agree, disagree, pass]."""
    passes = counts.votes - counts.agrees - counts.disagrees
    table = np.stack([counts.agrees, counts.disagrees, passes], axis=2).swapaxes(0, 1).tolist()
    return {name: dict(zip(names, row, strict=True)) for name, row in zip(votes.statements, table, strict=True)}


def _point(place: Any) -> list[float]:
    return [round(float(value), 6) + 0.0 for value in place]


def _warnings(found: Grouping, firm: Stability, grouped: int) -> list[dict[str, Any]]:
    left_out = int(np.count_nonzero(found.group < 0))
    told: list[tuple[bool, Warned, dict[str, Any]]] = [
        (grouped < TOO_FEW_FOR_GROUPS, Warned.FEW_PEOPLE, {"people": grouped}),
        (found.groups == 1, Warned.ONE_GROUP, {}),
        (firm.overall < STABLE, Warned.UNSTABLE, {"overall": round(firm.overall, 2), "draws": firm.draws}),
        (left_out > 0, Warned.LEFT_OUT, {"people": left_out}),
    ]
    return [{"code": code, **values} for is_so, code, values in told if is_so]
