"""The departments a person of the State answers for."""

from __future__ import annotations

from atelier.people.enums import OrganisationKind
from atelier.people.mandates import is_national, organisations_of
from atelier.people.models import Account
from atelier.territories.models import Department


def departments_served(account: Account | None) -> list[str]:
    """INSEE codes of the departments for which the account may open an atelier; every one for the national team."""
    if is_national(account):
        return list(Department.objects.values_list("code", flat=True))
    services = organisations_of(account, {OrganisationKind.DEPARTMENTAL, OrganisationKind.REGIONAL})
    codes = {one.territory for one in services if one.kind == OrganisationKind.DEPARTMENTAL and one.territory}
    if regions := {one.territory for one in services if one.kind == OrganisationKind.REGIONAL and one.territory}:
        codes |= set(Department.objects.filter(region__in=regions).values_list("code", flat=True))
    return sorted(codes)
