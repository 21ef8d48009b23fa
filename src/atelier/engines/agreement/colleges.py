"""When few voted: no opinion groups, but what each college said, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np

from atelier.engines.agreement.statistics import consensus
from atelier.engines.agreement.votes import Counts, Votes, count

UNSAID = ""  # the college of those who gave none


class Verdict(StrEnum):
    """A college agrees, or disagrees, when more than half of its votes do; a pass is a vote."""

    ALL_AGREE = "all_agree"
    ALL_DISAGREE = "all_disagree"
    ONLY = "only"  # one college agrees, those others that voted do not
    DIVIDED = "divided"
    ONE_HEARD = "one_heard"  # several colleges came, one voted on this statement


def by_college(votes: Votes, college: Mapping[str, str]) -> dict[str, Any]:
    """Colleges with their number of people; each statement's counts, verdict, and the colleges it names."""
    of_person = [college.get(name, UNSAID) for name in votes.people]
    names = sorted(set(of_person), key=lambda name: (name == UNSAID, name))
    place = {name: number for number, name in enumerate(names)}
    group = np.array([place[name] for name in of_person])
    counts = count(votes, group, len(names))
    sizes = np.bincount(group, minlength=len(names))
    agree, disagree = consensus(counts.agrees, counts.votes), consensus(counts.disagrees, counts.votes)
    return {
        "colleges": [{"college": name, "people": int(size)} for name, size in zip(names, sizes, strict=True)],
        "consensus": dict(zip(votes.statements, agree.tolist(), strict=True)),
        "consensus_disagree": dict(zip(votes.statements, disagree.tolist(), strict=True)),
        "statements": [
            _statement(name, names, counts, number)
            for number, name in enumerate(votes.statements)
            if not votes.moderated[number]
        ],
    }


def _statement(name: str, colleges: Sequence[str], counts: Counts, number: int) -> dict[str, Any]:
    agrees, disagrees, votes = (table[:, number] for table in (counts.agrees, counts.disagrees, counts.votes))
    heard = [place for place in range(len(colleges)) if votes[place]]
    agreeing = [place for place in heard if 2 * agrees[place] > votes[place]]
    disagreeing = [place for place in heard if 2 * disagrees[place] > votes[place]]
    return {
        "statement": name,
        "verdict": _verdict(len(colleges), len(heard), len(agreeing), len(disagreeing)),
        "agreeing": [colleges[place] for place in agreeing],
        "disagreeing": [colleges[place] for place in disagreeing],
        "silent": [colleges[place] for place in range(len(colleges)) if not votes[place]],
        "counts": {
            college: {
                "agree": int(agrees[place]),
                "disagree": int(disagrees[place]),
                "pass": int(votes[place] - agrees[place] - disagrees[place]),
            }
            for place, college in enumerate(colleges)
        },
    }


def _verdict(colleges: int, heard: int, agreeing: int, disagreeing: int) -> Verdict:
    if heard == 1 and colleges > 1:
        return Verdict.ONE_HEARD
    if agreeing == heard:
        return Verdict.ALL_AGREE
    if disagreeing == heard:
        return Verdict.ALL_DISAGREE
    return Verdict.ONLY if agreeing == 1 else Verdict.DIVIDED
