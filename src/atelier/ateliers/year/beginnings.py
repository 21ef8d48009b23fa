"""An atelier begins from what was selected and ordered: nothing of it is typed again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier, Year
from atelier.ateliers.year.commands import UpstreamDay
from atelier.common.errors import NotSeen
from atelier.people.mandates import is_national
from atelier.people.models import Account
from atelier.procurement.queries import Assignment, awarded_assignment
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.calls.rules import accompanies
from atelier.programme.models import Application
from atelier.territories.models import Commune
from atelier.territories.sites import sites


@dataclass(frozen=True)
class Beginning:
    """What the form starts with, the days that came before, and how the rooms below name them."""

    initial: dict[str, Any] = field(default_factory=dict)
    upstream: tuple[UpstreamDay, ...] = ()
    application_ref: str = ""
    award_ref: str = ""
    is_demo: bool = False


def beginning_from(number: str, account: Account) -> Beginning:
    """From a selected application, for the State service of its territory and the national team; 404 for others."""
    application = Application.objects.select_related("call").filter(pk=number).first() if number.isdigit() else None
    if application is None or application.state != ApplicationState.SELECTED:
        raise NotSeen
    if not (is_national(account) or accompanies(account, application)):
        raise NotSeen
    award = awarded_assignment(application)
    return Beginning(_initial(application, award), tuple(_upstream(application, award)), reference_of(number),
                     f"{award.kind}:{award.reference}" if award else "", application.call.is_demo)  # fmt: skip


def atelier_begun_from(number: str) -> Atelier | None:
    """The atelier that an application led to already: there is one at the most."""
    # everywhere: an application is of the whole house
    year = Year.everywhere.select_related("atelier").filter(application_ref=reference_of(number)).first()
    return year.atelier if year else None


def only_one_from(number: str) -> Atelier | None:
    """As above, inside a transaction: of two agents who begin at once, the second waits and reads the first's."""
    Application.objects.select_for_update().only("pk").get(pk=number)
    return atelier_begun_from(number)


def places_begun_from(application_ref: str) -> list[str]:
    """Codes of the communes and groupings of the application an atelier comes from, if it comes from one."""
    number = application_ref.removeprefix("application:")
    application = Application.objects.filter(pk=number).first() if number.isdigit() else None
    return [*application.epcis, *application.communes] if application else []


def reference_of(number: str) -> str:
    return f"application:{number}"


def _initial(application: Application, award: Assignment | None) -> dict[str, Any]:
    starts_on = award.starts_on if award else timezone.localdate()
    territory = application.holder.name if application.holder else application.title
    return {
        "title": application.title[:120], "territory": territory[:120], "departments": [application.department],
        "kind": application.kind, "starts_on": starts_on, "site": _site_of(application),
    }  # fmt: skip


def _site_of(application: Application) -> str:
    """The base map that holds a commune of the application, if one does."""
    places = Commune.objects.filter(code__in=application.communes).exclude(lon=None).values_list("lon", "lat")
    there = [(lon, lat) for lon, lat in places if lon is not None and lat is not None]
    for one in sites():
        west, south, east, north = one.bounds
        if any(west <= lon <= east and south <= lat <= north for lon, lat in there):
            return one.slug
    return ""


def _upstream(application: Application, award: Assignment | None) -> list[UpstreamDay]:
    said: list[UpstreamDay] = [
        (_day(application.call.opens_at), _("Call: %(title)s") % {"title": application.call.title})
    ]
    if version := application.versions.order_by("-number").first():
        said.append(
            (_day(version.submitted_at), _("Application sent, version %(number)s") % {"number": version.number})
        )
    if release := getattr(application.call, "release", None):
        said.append((_day(release.released_at), _("Selected")))
    if award:
        words = _("%(reference)s: %(team)s") % {"reference": award.reference, "team": award.team.name}
        said.append((award.concluded_on, words))
    return said


def _day(moment: dt.datetime) -> dt.date:
    return timezone.localdate(moment)
