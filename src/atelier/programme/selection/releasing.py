"""The results of a call, held, then known to all at once: one command, one transaction, one release."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.common.audit import record
from atelier.common.mail import post_letter
from atelier.people.models import Account
from atelier.programme.calls.correspondence import addresses_of
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.calls.models import Application, Call
from atelier.programme.selection.errors import AlreadyReleased, DecisionsMissing, NothingToRelease
from atelier.programme.selection.models import Decision, Release


@transaction.atomic
def release_results(call: Call, *, by: Account, root: str) -> Release:
    """Every application takes the state that was decided, and each side gets its letter.

    Of two who release at once, one does; the other is told who did. Raises AlreadyReleased, DecisionsMissing,
    NothingToRelease; nothing is written then.
    """
    Call.objects.select_for_update().get(pk=call.pk)
    already = Release.objects.select_related("account").filter(call=call).first()
    if already:
        raise _told(already)
    waiting = list(
        Application.objects.select_for_update(of=("self",))
        .filter(call=call, state=ApplicationState.SUBMITTED)
        .select_related("holder", "call")
        .order_by("title")
    )
    if not waiting:
        raise NothingToRelease
    decisions = {one.application_id: one for one in Decision.objects.filter(application__in=waiting)}
    if missing := [one.title for one in waiting if one.pk not in decisions]:
        raise DecisionsMissing(titles=", ".join(missing))
    release = _made(call, by)
    for application in waiting:
        decision = decisions[application.pk]
        application.state = decision.outcome
        application.save(update_fields=["state", "updated_at"])
        _tell(application, decision, by=by, root=root)
    record("results.released", call, by=by, outcomes={one.slug: decisions[one.pk].outcome for one in waiting})
    return release


def _made(call: Call, by: Account) -> Release:
    """The unique row refuses a second one where no lock did."""
    try:
        with transaction.atomic():
            return Release.objects.create(call=call, account=by)
    except IntegrityError as error:
        raise _told(Release.objects.select_related("account").get(call=call)) from error


def _told(release: Release) -> AlreadyReleased:
    moment = date_format(timezone.localtime(release.released_at), "DATETIME_FORMAT")
    return AlreadyReleased(name=release.account.name, date=moment)


def _tell(application: Application, decision: Decision, *, by: Account, root: str) -> None:
    """To both sides: the local authority that carries it, and the State service that accompanies it."""
    words = {
        "title": application.title,
        "call": application.call.title,
        "outcome": decision.get_outcome_display(),
        "reasons": decision.reasons,
        "url": root + reverse("programme:application", args=[application.slug]),
    }
    subject = _("Results: %(title)s") % words
    text = _(
        "The results of the call “%(call)s” are known.\n\n“%(title)s”: %(outcome)s.\n\n%(reasons)s\n\n"
        "Everything about it is here: %(url)s"
    )
    for address in addresses_of(application):
        post_letter(address, subject, text % words, by=by, key=f"results:{application.pk}:{address}")
    idea = getattr(application, "idea", None)
    if idea:
        note = _("The application that began with your idea has its answer: %(outcome)s.") % words
        post_letter(idea.email, subject, note, by=by, key=f"results:{application.pk}:idea")
