"""What pages read of calls, applications and ideas."""

from __future__ import annotations

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from atelier.people.mandates import is_national
from atelier.people.models import Account
from atelier.programme.calls.enums import IdeaState
from atelier.programme.calls.models import Application, ApplicationVersion, Call, HeldText, Idea, Revision
from atelier.programme.calls.rules import applications_of, ideas_of


def calls_seen_by(account: Account | None) -> QuerySet[Call]:
    """Published calls; those in preparation too for the national team."""
    calls = Call.objects.select_related("session").annotate(application_count=Count("applications"))
    calls = calls.order_by("-opens_at", "id")  # said again: a count undoes the model's own order
    return calls if is_national(account) else calls.filter(is_published=True)


def open_calls() -> QuerySet[Call]:
    now = timezone.now()
    return Call.objects.filter(Q(closes_at=None) | Q(closes_at__gt=now), is_published=True, opens_at__lte=now)


def applications_seen_by(account: Account) -> QuerySet[Application]:
    """Those one carries, accompanies, was invited to, or all; the last changed first."""
    rows = Application.objects.filter(applications_of(account)).select_related("call__form", "holder")
    held = HeldText.objects.filter(application=OuterRef("pk"), account=account)
    return rows.annotate(has_held=Exists(held)).order_by("-updated_at")


def ideas_seen_by(account: Account) -> QuerySet[Idea]:
    """Those that wait first, then the latest."""
    rows = Idea.objects.filter(ideas_of(account)).select_related("application", "taken_by")
    waits = Case(When(state=IdeaState.WAITING, then=0), default=1, output_field=IntegerField())
    return rows.order_by(waits, "-created_at")


def last_revisions(application: Application, names: list[str]) -> dict[str, Revision]:
    """The latest revision of each of these fields that has one."""
    same = Revision.objects.filter(application=OuterRef("application"), field=OuterRef("field"))
    last = Subquery(same.order_by("-number").values("number")[:1])
    rows = application.revisions.filter(field__in=names, number=last).select_related("account")
    return {row.field: row for row in rows}


def version_numbered(application: Application, number: int) -> ApplicationVersion | None:
    rows = application.versions.select_related("application__call__form", "submitted_by", "pdf")
    return rows.filter(number=number).first()
