"""Results computed and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from atelier.agreement.consulting.commands import held_consultation
from atelier.agreement.consulting.models import Consultation
from atelier.agreement.results.gathering import Gathered, gathered
from atelier.agreement.results.models import ResultSnapshot
from atelier.agreement.results.queries import mark_of
from atelier.common.jobs import Progress

MOST_AT_ONCE = 15_000  # votes grouped while the page waits (about half a second); more is a job


@dataclass(frozen=True)
class Latest:
    """The result to show: `late` votes came since it was made, and are not in it. `snapshot`: None before any."""

    snapshot: ResultSnapshot | None
    late: int


def latest_result(consultation: Consultation) -> Latest:
    """Computed at once when votes are few; else the last one made, and how many votes came since."""
    mark, votes = mark_of(consultation)
    kept = ResultSnapshot.objects.of(consultation.atelier_id).filter(consultation=consultation).first()
    if kept and kept.mark == mark:
        return Latest(kept, 0)
    if votes <= MOST_AT_ONCE:
        return Latest(compute_result(consultation), 0)
    return Latest(kept, votes - kept.votes if kept else votes)


def compute_result(consultation: Consultation) -> ResultSnapshot:
    """The result of the votes as they are now. People keep the letter of their group."""
    mark, votes = mark_of(consultation)
    before = ResultSnapshot.objects.of(consultation.atelier_id).filter(consultation=consultation).first()
    said = said_of(gathered(consultation), consultation.small_under, _letters(before))
    with transaction.atomic():
        held_consultation(consultation)
        kept, _made = ResultSnapshot.objects.of(consultation.atelier_id).update_or_create(
            consultation=consultation, defaults={"mark": mark, "votes": votes, "said": said}
        )
    return kept


def said_of(found: Gathered, small_under: int, previous: dict[str, str]) -> dict[str, Any]:
    """`regime` none, colleges or groups; `colleges`: by college, hands counted in; `report`: of the engine.

    Groups are made of people who voted by themselves: of a raised hand, nobody knows what it said of the rest.
    """
    from atelier.engines.agreement.colleges import by_college
    from atelier.engines.agreement.refusals import VotesRefused
    from atelier.engines.agreement.report import agreement

    said: dict[str, Any] = {"people": found.people, "hands": found.hand_people, "regime": "none", "refused": ""}
    everything = found.votes(with_hands=True)
    if everything is None:
        return said
    said["colleges"] = by_college(everything, found.colleges())
    said["regime"] = "colleges"
    alone = found.votes(with_hands=False)
    if alone is None or found.people < max(small_under, 2):
        return said
    try:
        said["report"] = agreement(alone, found.college, small_under=small_under, previous=previous)
    except VotesRefused as refused:  # everything was taken out: nothing is left to group
        return {**said, "refused": refused.code.value}
    return {**said, "regime": said["report"]["regime"]}


def result_job(progress: Progress, *, consultation: str, **_urls: str) -> None:
    """Compute the result of a large consultation. The urls are for the job's page."""
    progress.at(20, gettext_noop("Looking for groups of opinion…"))
    # everywhere: the view that started this job asked for the consultation
    compute_result(Consultation.everywhere.get(pk=consultation))


def _letters(before: ResultSnapshot | None) -> dict[str, str]:
    return dict(before.said.get("report", {}).get("participants", {})) if before else {}
