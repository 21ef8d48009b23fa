"""To whom letters about an application go."""

from __future__ import annotations

from atelier.people.enums import OrganisationKind
from atelier.people.models import Account, Mandate, Organisation
from atelier.programme.calls.models import Application


def services_of(department: str, region: str) -> list[Organisation]:
    """State services of a place: the department's; the region's where there is none; else the national team."""
    ladder = (
        Organisation.objects.filter(kind=OrganisationKind.DEPARTMENTAL, territory=department or "-"),
        Organisation.objects.filter(kind=OrganisationKind.REGIONAL, territory=region or "-"),
        Organisation.objects.filter(kind=OrganisationKind.NATIONAL),
    )
    return next((found for rung in ladder if (found := list(rung))), [])


def people_of(organisations: list[Organisation]) -> list[Account]:
    """Accounts that speak for them today."""
    current = Mandate.objects.current().filter(organisation__in=organisations, account__is_active=True)
    return [mandate.account for mandate in current.select_related("account").order_by("account_id")]


def addresses_of(application: Application) -> list[str]:
    """Both sides: the local authority and its people, the State service, those invited and those who wrote."""
    holder = [application.holder] if application.holder else []
    services = services_of(application.department, application.region)
    writers = Account.objects.filter(is_active=True).filter(
        pk__in=[
            *application.co_writers.values_list("account", flat=True),
            *application.revisions.exclude(account=None).values_list("account", flat=True).distinct(),
        ]
    )
    found = [one.email for one in [*holder, *services]]
    found += [account.email for account in [*people_of(holder), *writers.order_by("pk")]]
    return list(dict.fromkeys(address for address in found if address))
