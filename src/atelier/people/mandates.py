"""For whom an account speaks today: what the rules of the programme are made of."""

from __future__ import annotations

from collections.abc import Iterable

from atelier.people.enums import STATE_KINDS, OrganisationKind
from atelier.people.models import Account, Organisation


def organisations_of(account: Account | None, kinds: Iterable[str] = ()) -> list[Organisation]:
    """Organisations the account speaks for today, of these kinds if any is said; read once an account object."""
    if account is None or not account.is_active:
        return []
    if account.spoken_for is None:
        mandates = account.mandates.current().select_related("organisation")
        account.spoken_for = [mandate.organisation for mandate in mandates]
    wanted = set(kinds)
    return [one for one in account.spoken_for if not wanted or one.kind in wanted]


def is_national(account: Account | None) -> bool:
    """The national team: whoever speaks for the central State, and the administrators."""
    return account is not None and (
        account.is_administrator or bool(organisations_of(account, {OrganisationKind.NATIONAL}))
    )


def is_state(account: Account | None) -> bool:
    """An agent of the State, central or not."""
    return bool(organisations_of(account, STATE_KINDS))


def serves(account: Account | None, *, department: str = "", region: str = "") -> bool:
    """Whether the account is an agent of the State service of this department or region (INSEE codes)."""
    places = {(OrganisationKind.DEPARTMENTAL, department), (OrganisationKind.REGIONAL, region)}
    return any((one.kind, one.territory) in places for one in organisations_of(account, STATE_KINDS) if one.territory)
