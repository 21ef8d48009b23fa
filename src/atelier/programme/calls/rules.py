"""Who may do what to calls, applications and ideas (docs/reference/permissions.md).

A national agent reads every application and writes none: whoever judges does not hold the pen.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q

from atelier.common.errors import NotSeen
from atelier.people.enums import LOCAL_KINDS, STATE_KINDS, OrganisationKind
from atelier.people.mandates import is_national, organisations_of, serves
from atelier.people.models import Account
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.calls.errors import MandateAsked, NationalOnly, NotYourApplication
from atelier.programme.calls.models import Application, Call, CoWriter, Idea

SETTLED = frozenset({ApplicationState.SELECTED, ApplicationState.RESERVE, ApplicationState.NOT_SELECTED})


def holds(account: Account | None, application: Application) -> bool:
    """Speaks for the local authority that carries it."""
    return application.holder_id is not None and application.holder_id in {
        one.pk for one in organisations_of(account, LOCAL_KINDS)
    }


def accompanies(account: Account | None, application: Application) -> bool:
    """An agent of the State service of its territory."""
    return serves(account, department=application.department, region=application.region)


def is_co_writer(account: Account | None, application: Application) -> bool:
    return account is not None and CoWriter.objects.filter(application=application, account=account).exists()


def can_write(account: Account | None, application: Application) -> bool:
    return holds(account, application) or accompanies(account, application) or is_co_writer(account, application)


def can_see(account: Account | None, application: Application) -> bool:
    return is_national(account) or can_write(account, application)


def can_accompany(account: Account | None, application: Application) -> bool:
    return accompanies(account, application)


def can_steer(account: Account | None, application: Application) -> bool:
    return is_national(account)


APPLICATION_RULES: dict[str, Callable[[Account | None, Application], bool]] = {
    "see": can_see,
    "write": can_write,
    "accompany": can_accompany,
    "steer": can_steer,
}


def access_application(account: Account | None, slug: str, *, to: str = "see") -> Application:
    """The application at this address; 404 if unseen, 403 if forbidden."""
    found = Application.objects.select_related("call__form", "holder").filter(slug=slug).first()
    if found is None or not can_see(account, found):
        raise NotSeen
    if not APPLICATION_RULES[to](account, found):
        raise NationalOnly if to == "steer" else NotYourApplication
    return found


def applications_of(account: Account) -> Q:
    """Those the account sees: all for the national team, else what it carries, accompanies or was invited to."""
    if is_national(account):
        return Q()
    carried = [one.pk for one in organisations_of(account, LOCAL_KINDS)]
    invited = CoWriter.objects.filter(account=account).values("application")
    return Q(holder__in=carried) | Q(pk__in=invited) | within_service_of(account)


def within_service_of(account: Account) -> Q:
    """Things with a `department` and a `region` where the account is an agent of the State service."""
    state = [one for one in organisations_of(account, STATE_KINDS) if one.territory]
    departments = [one.territory for one in state if one.kind == OrganisationKind.DEPARTMENTAL]
    regions = [one.territory for one in state if one.kind == OrganisationKind.REGIONAL]
    return Q(department__in=departments) | Q(region__in=regions)


def can_begin(account: Account | None) -> bool:
    return bool(organisations_of(account, LOCAL_KINDS | STATE_KINDS))


def access_call(account: Account | None, slug: str, *, to: str = "see") -> Call:
    """The call at this address. `see`: published, or by the national team; `manage`: the national team's; `begin` an
    application: whoever speaks for a local authority or a State service."""
    call = Call.objects.select_related("form", "session").filter(slug=slug).first()
    if call is None or not (call.is_published or is_national(account)):
        raise NotSeen
    if to == "manage" and not is_national(account):
        raise NationalOnly
    if to == "begin" and not can_begin(account):
        raise MandateAsked
    return call


def require_national(account: Account | None) -> None:
    if not is_national(account):
        raise NationalOnly


def can_take(account: Account | None, idea: Idea) -> bool:
    """Ideas are for the State service of their place; the national team sees them all."""
    return is_national(account) or serves(account, department=idea.department, region=idea.region)


def access_idea(account: Account | None, pk: int) -> Idea:
    idea = Idea.objects.select_related("application", "taken_by").filter(pk=pk).first()
    if idea is None or not can_take(account, idea):
        raise NotSeen
    return idea


def ideas_of(account: Account) -> Q:
    """The ideas the account answers."""
    return Q() if is_national(account) else within_service_of(account)
