"""An application is sent, withdrawn, sent again; and what its people are told of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.common.audit import Author, record
from atelier.common.mail import post_letter
from atelier.people.models import Account
from atelier.programme.calls.correspondence import addresses_of
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.calls.errors import (
    ApplicationIncomplete,
    DeadlinePassed,
    NothingChanged,
    NotSent,
    TextsWaiting,
)
from atelier.programme.calls.freezing import content_of, facts_of, fingerprint
from atelier.programme.calls.models import Application, ApplicationVersion
from atelier.programme.calls.receipts import make_receipt
from atelier.programme.calls.sections import field_of, missing_papers, progress_of
from atelier.programme.calls.writing import locked


def deadline_of(application: Application) -> dt.datetime | None:
    """When it must be sent: the call's closing, or the delay it was given if that is later."""
    closes, delay = application.call.closes_at, application.may_submit_until
    return max(closes, delay) if closes and delay else closes


def missing_of(application: Application) -> list[str]:
    """What keeps it from being sent, in words."""
    form = application.call.form
    missing = [_("the territory")] if not (application.communes or application.epcis) else []
    if application.holder_id is None:
        missing.append(_("the local authority that carries it"))
    for progress in progress_of(form, application.content):
        missing += [f"{progress.section.title} · {label}" for label in progress.missing]
    kinds = application.papers.filter(removed_at=None).values_list("kind", flat=True)
    names = dict(application.papers.model._meta.get_field("kind").choices or ())
    return [*missing, *(str(names[rule.kind]) for rule in missing_papers(form, kinds))]


@transaction.atomic
def submit_application(application: Application, *, by: Account, root: str) -> ApplicationVersion:
    """Freeze what is written as a version, and send its receipt to those who carry it. `root`: of links in letters.

    Raises DeadlinePassed, TextsWaiting, ApplicationIncomplete, NothingChanged, ApplicationSettled; nothing is changed
    then, and the draft stays as it is.
    """
    row, now = locked(application), timezone.now()
    deadline = deadline_of(row)
    if deadline and now >= deadline:
        raise DeadlinePassed(date=date_format(timezone.localtime(deadline), "DATETIME_FORMAT"))
    if held := row.held_texts.first():
        field = field_of(row.call.form, held.field)
        raise TextsWaiting(label=field.label if field else held.field)
    if missing := missing_of(row):
        raise ApplicationIncomplete(missing=", ".join(missing))
    facts, content = facts_of(row), content_of(row)
    version = ApplicationVersion(
        application=row,
        facts=facts,
        content=content,
        sha256=fingerprint(facts, content),
        submitted_at=now,
        submitted_by=by,
        number=1,
    )
    last = row.versions.first()
    if last:
        if last.sha256 == version.sha256 and last.withdrawn_at is None:
            raise NothingChanged(number=last.number, date=date_format(timezone.localtime(last.submitted_at)))
        version.number = last.number + 1
    version.save()
    row.state = ApplicationState.SUBMITTED
    row.save(update_fields=["state", "updated_at"])
    record("application.submitted", row, by=by, version=version.number, sha256=version.sha256)
    _send_receipt(version, by=by, root=root)
    return version


@transaction.atomic
def withdraw_application(application: Application, *, by: Author, root: str) -> None:
    """It is no longer a candidate; its versions and texts stay. Before the deadline it can be sent again."""
    row = locked(application)
    version = row.versions.first()
    if row.state != ApplicationState.SUBMITTED or version is None:
        raise NotSent
    version.withdrawn_at = timezone.now()
    version.save(update_fields=["withdrawn_at"])
    row.state = ApplicationState.WITHDRAWN
    row.save(update_fields=["state", "updated_at"])
    record("application.withdrawn", row, by=by, version=version.number)
    words = {"title": row.title, "url": root + reverse("programme:application", args=[row.slug])}
    subject = _("Application withdrawn: %(title)s") % words
    text = _("“%(title)s” is no longer a candidate. Nothing was erased: %(url)s") % words
    for address in addresses_of(row):
        post_letter(address, subject, text, by=by, key=f"withdrawn:{version.pk}:{address}")


@transaction.atomic
def give_delay(application: Application, *, until: dt.datetime, reason: str, by: Author) -> None:
    """This one may be sent until then, and it is written why."""
    row = locked(application)
    row.may_submit_until, row.delay_reason = until, reason.strip()
    row.full_clean()
    row.save(update_fields=["may_submit_until", "delay_reason", "updated_at"])
    record("application.delay_given", row, by=by, until=until.isoformat(), reason=row.delay_reason)


def _send_receipt(version: ApplicationVersion, *, by: Author, root: str) -> None:
    """The letter leaves at once; the PDF it links to is made by the worker, or when somebody asks first."""
    application = version.application
    words = {
        "title": application.title,
        "number": version.number,
        "date": date_format(timezone.localtime(version.submitted_at), "DATETIME_FORMAT"),
        "sha256": version.sha256,
        "url": root + reverse("programme:receipt", args=[application.slug, version.number]),
    }
    subject = _("Receipt: %(title)s, version %(number)s") % words
    text = _(
        "“%(title)s” was sent on %(date)s. This is version %(number)s; its fingerprint is %(sha256)s.\n\n"
        "The receipt, with everything that was sent (PDF): %(url)s\n\n"
        "Until the call closes it can be changed and sent again, or withdrawn."
    )
    for address in addresses_of(application):
        post_letter(address, subject, text % words, by=by, key=f"receipt:{version.pk}:{address}")
    transaction.on_commit(lambda: make_receipt.enqueue(version.pk))
