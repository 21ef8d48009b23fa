"""What the pages of a selection read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from atelier.common.errors import NotSeen
from atelier.common.models import StoredFile
from atelier.people.models import Account
from atelier.programme.calls.models import Application, ApplicationVersion, Call, Criterion
from atelier.programme.selection.enums import Ability
from atelier.programme.selection.figures import Figures, Weighed, figures, total
from atelier.programme.selection.models import Mark, Opinion, Review
from atelier.programme.selection.rules import Standing, standings_of


@dataclass(frozen=True)
class Row:
    """An application on the board. What the account may not read is None."""

    application: Application
    opinions: list[Opinion] | None
    review: Review | None
    assigned: int
    done: int
    figures: Figures | None
    can_opine: bool


@dataclass(frozen=True)
class CriterionFigures:
    """How one criterion was marked: [(reviewer, mark)], and their figures in its own scale."""

    criterion: Criterion
    marks: list[tuple[Review, Mark | None]]
    figures: Figures


def weighed(call: Call) -> list[Weighed]:
    return [Weighed(one.pk, one.weight, one.most) for one in call.criteria.all()]


def board_of(account: Account, call: Call) -> list[Row]:
    """Every application the account takes part in judging; best median first once marks are read."""
    standings = standings_of(account, call)
    criteria = weighed(call)
    applications = [standing.application for standing in standings]
    opinions = Opinion.objects.filter(application__in=applications).select_related("service")
    reviews = Review.objects.filter(application__in=applications).defer("summary")
    marks = marks_given(applications)
    said: dict[int, list[Opinion]] = {}
    for opinion in opinions:
        said.setdefault(opinion.application_id, []).append(opinion)
    read: dict[int, list[Review]] = {}
    for review in reviews:
        read.setdefault(review.application_id, []).append(review)
    rows = [_row(standing, said, _Read(read, marks, criteria)) for standing in standings]
    return sorted(rows, key=lambda row: (-(row.figures.middle or 0) if row.figures else 0, row.application.title))


def figures_of(reviews: Sequence[Review], criteria: Sequence[Weighed]) -> Figures:
    """Of the complete reviews, conflicts left out."""
    marks = {one.pk: {mark.criterion_id: mark.value for mark in one.marks.all()} for one in reviews}
    return _figures(reviews, marks, criteria)


def marks_given(applications: Sequence[Application]) -> dict[int, dict[int, int]]:
    """Review → criterion → mark. Thousands on a board: numbers alone, without their reasons."""
    given: dict[int, dict[int, int]] = {}
    rows = Mark.objects.filter(review__application__in=applications).order_by()
    for review, criterion, value in rows.values_list("review_id", "criterion_id", "value"):
        given.setdefault(review, {})[criterion] = value
    return given


def by_criterion(call: Call, reviews: Sequence[Review]) -> list[CriterionFigures]:
    counted = [review for review in reviews if review.done_at and not review.has_conflict]
    rows = []
    for criterion in call.criteria.all():
        marks = [(review, _mark(review, criterion)) for review in counted]
        values = [float(mark.value) for _review, mark in marks if mark]
        rows.append(CriterionFigures(criterion, marks, figures(values)))
    return rows


def reviews_of(application: Application) -> list[Review]:
    return list(application.reviews.select_related("account").prefetch_related("marks__criterion"))


def judged_version(application: Application) -> ApplicationVersion:
    """What is judged is what was sent, not what is being written since."""
    return application.versions.select_related("application__call__form").earliest("-number")


def letter_sent(version: ApplicationVersion, rank: int) -> StoredFile:
    """The letter of this rank (1 first) among those a version was sent with, taken away since or not."""
    said = version.facts["papers"]
    if not 1 <= rank <= len(said):
        raise NotSeen
    facts = said[rank - 1]
    papers = version.application.papers.filter(kind=facts["kind"], file__sha256=facts["sha256"])
    return papers.select_related("file").earliest("pk").file


def own_total(review: Review | None, criteria: Sequence[Weighed]) -> float | None:
    return total({mark.criterion_id: mark.value for mark in review.marks.all()}, criteria) if review else None


@dataclass(frozen=True)
class _Read:
    """What a board read at once: reviews by application, marks by review."""

    reviews: dict[int, list[Review]]
    marks: dict[int, dict[int, int]]
    criteria: Sequence[Weighed]


def _row(standing: Standing, said: dict[int, list[Opinion]], read: _Read) -> Row:
    application = standing.application
    reviews = read.reviews.get(application.pk, [])
    reads_opinions = standing.can(Ability.READ_OPINIONS) or standing.can(Ability.OPINE)
    return Row(
        application,
        said.get(application.pk, []) if reads_opinions else None,
        standing.review,
        sum(not review.has_conflict for review in reviews),
        sum(review.done_at is not None for review in reviews),
        _figures(reviews, read.marks, read.criteria) if standing.can(Ability.READ_SCORES) else None,
        standing.can(Ability.OPINE),
    )


def _figures(reviews: Sequence[Review], marks: dict[int, dict[int, int]], criteria: Sequence[Weighed]) -> Figures:
    counted = [review for review in reviews if review.done_at and not review.has_conflict]
    totals = (total(marks.get(one.pk, {}), criteria) for one in counted)
    return figures([one for one in totals if one is not None])


def _mark(review: Review, criterion: Criterion) -> Mark | None:
    return next((mark for mark in review.marks.all() if mark.criterion_id == criterion.pk), None)
