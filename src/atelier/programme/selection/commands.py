"""Writes of the selection: opinions, reviews, discussion and decisions."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import Author, record
from atelier.people.models import Account, Organisation
from atelier.programme.calls.models import Application
from atelier.programme.calls.rules import can_write
from atelier.programme.selection.errors import (
    AlreadyReleased,
    MarkOutside,
    MarksMissing,
    RankTaken,
    ReasonsMissing,
    ReviewerIsParty,
)
from atelier.programme.selection.models import Decision, Mark, Opinion, Release, Remark, Review


@transaction.atomic
def give_opinion(
    application: Application, service: Organisation, *, favour: str, rank: int, reasons: str, by: Account
) -> Opinion:
    """The service's opinion, written again as long as its phase lasts. Raises RankTaken, ReasonsMissing."""
    require_unreleased(application)
    if not reasons.strip():
        raise ReasonsMissing
    others = Opinion.objects.filter(service=service, application__call=application.call_id)
    same = others.filter(rank=rank).exclude(application=application).select_related("application").first()
    if same:
        raise RankTaken(rank=rank, title=same.application.title)
    opinion = Opinion.objects.filter(application=application, service=service).first()
    opinion = opinion or Opinion(application=application, service=service)
    opinion.favour, opinion.rank, opinion.reasons, opinion.account = favour, rank, reasons.strip(), by
    opinion.full_clean()
    opinion.save()
    record("opinion.given", opinion, by=by, favour=favour, rank=rank)
    return opinion


@transaction.atomic
def assign_reviewer(application: Application, account: Account, *, by: Author) -> Review:
    """The account reads and marks it. Raises ReviewerIsParty."""
    require_unreleased(application)
    if can_write(account, application):
        raise ReviewerIsParty(name=account.name)
    review, created = Review.objects.get_or_create(application=application, account=account)
    if created:
        record("review.assigned", review, by=by, account=account.pk)
    return review


@transaction.atomic
def declare_conflict(review: Review, *, reason: str, by: Account) -> Review:
    """From now on this application is closed to its reviewer; marks already given no longer count. Not undone."""
    require_unreleased(review.application)
    if not reason.strip():
        raise ReasonsMissing
    review.conflict, review.conflict_at, review.done_at = reason.strip(), timezone.now(), None
    review.full_clean()
    review.save()
    review.marks.all().delete()
    record("review.conflict_declared", review, by=by)
    return review


@transaction.atomic
def give_marks(
    review: Review, marks: Mapping[int, tuple[int, str]], *, summary: str, by: Account, is_done: bool
) -> Review:
    """Marks by criterion: (value, reason); those not named stay. `is_done`: the review is complete, others' open.

    Raises MarkOutside, MarksMissing.
    """
    require_unreleased(review.application)
    criteria = {one.pk: one for one in review.application.call.criteria.all()}
    for key, (value, reason) in marks.items():
        criterion = criteria[key]
        if not 0 <= value <= criterion.most:
            raise MarkOutside(criterion=criterion.title, most=criterion.most)
        Mark.objects.update_or_create(
            review=review, criterion=criterion, defaults={"value": value, "reason": reason.strip()}
        )
    given = set(review.marks.values_list("criterion_id", flat=True))
    missing = [one.title for key, one in criteria.items() if key not in given]
    if is_done and missing:
        raise MarksMissing(missing=", ".join(missing))
    review.summary = summary.strip()
    review.done_at = (review.done_at or timezone.now()) if is_done or review.done_at else None
    review.save(update_fields=["summary", "done_at"])
    record("review.marked", review, by=by, is_done=review.done_at is not None)
    return review


@transaction.atomic
def say_remark(application: Application, text: str, *, by: Account) -> Remark:
    require_unreleased(application)
    remark = Remark(application=application, account=by, text=text.strip())
    remark.full_clean()
    remark.save()
    record("remark.said", remark, by=by)
    return remark


@transaction.atomic
def decide(application: Application, *, outcome: str, reasons: str, by: Account) -> Decision:
    """The decision on one application, held until the release; it can be taken again until then."""
    require_unreleased(application)
    if not reasons.strip():
        raise ReasonsMissing
    decision = Decision.objects.filter(application=application).first() or Decision(application=application)
    decision.outcome, decision.reasons, decision.account = outcome, reasons.strip(), by
    decision.full_clean()
    decision.save()
    record("decision.taken", decision, by=by, outcome=outcome)
    return decision


def require_unreleased(application: Application) -> None:
    """Raises AlreadyReleased."""
    release = Release.objects.select_related("account").filter(call=application.call_id).first()
    if release:
        raise AlreadyReleased(name=release.account.name, date=f"{release.released_at:%d/%m/%Y}")
