"""Who may do what to the year of an atelier (docs/reference/permissions.md, "The year")."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Atelier, Stage
from atelier.ateliers.rules import is_administrator, is_keeper, is_member
from atelier.ateliers.served import departments_served
from atelier.ateliers.viewer import Viewer
from atelier.ateliers.year.enums import Validator
from atelier.ateliers.year.models import departments_of
from atelier.common.errors import NotForYou, NotSeen
from atelier.people.mandates import is_national
from atelier.people.models import Account

STATE_ROLES = {Role.LEAD, Role.STATE}
BRINGERS = {*STATE_ROLES, Role.FACILITATOR, Role.TEAM, Role.ELECTED}
WRITERS = {*STATE_ROLES, Role.FACILITATOR, Role.TEAM}
VALIDATORS: dict[str, set[str]] = {
    Validator.STATE: set(STATE_ROLES),
    Validator.ELECTED: {Role.ELECTED},
    Validator.TEAM: {Role.TEAM, Role.FACILITATOR},
    Validator.NATIONAL: set(),
}


def can_follow(viewer: Viewer, atelier: Atelier) -> bool:
    """Members, the national team, and the State services of the department and of its region."""
    if is_member(viewer, atelier) or is_national(viewer.account):
        return True
    served = departments_served(viewer.account)
    return bool(served) and not set(served).isdisjoint(departments_of(atelier))


def can_plan(viewer: Viewer, atelier: Atelier) -> bool:
    return is_keeper(viewer, atelier) or is_national(viewer.account)


def can_pass(viewer: Viewer, atelier: Atelier) -> bool:
    """Gates are the contracting authority's, and the national team's."""
    return viewer.role_in(atelier) == Role.LEAD or is_national(viewer.account)


def can_bring(viewer: Viewer, atelier: Atelier) -> bool:
    return viewer.role_in(atelier) in BRINGERS or is_national(viewer.account)


def can_script(viewer: Viewer, atelier: Atelier) -> bool:
    return is_keeper(viewer, atelier) or viewer.role_in(atelier) == Role.TEAM


def can_note(viewer: Viewer, atelier: Atelier) -> bool:
    return viewer.role_in(atelier) in WRITERS


def reads_private(viewer: Viewer, atelier: Atelier) -> bool:
    """The private part of the notebook: the State service, and nobody else, administrators included."""
    return viewer.role_in(atelier) in STATE_ROLES


def gives_roles(viewer: Viewer, atelier: Atelier) -> bool:
    """Keepers, and the national team: it answers for those who lead ateliers."""
    return is_keeper(viewer, atelier) or is_national(viewer.account)


def roles_given_by(viewer: Viewer, atelier: Atelier) -> list[Role]:
    """Those the viewer may give and end. What reads the State's private notes is not a facilitator's to give."""
    if viewer.role_in(atelier) == Role.LEAD or is_national(viewer.account):
        return list(Role)
    return [role for role in Role if role not in STATE_ROLES] if is_keeper(viewer, atelier) else []


Rule = Callable[[Viewer, Atelier], bool]
YEAR_RULES: dict[str, Rule] = {
    "follow": can_follow,
    "plan": can_plan,
    "pass": can_pass,
    "publish": can_pass,
    "bring": can_bring,
    "script": can_script,
    "note": can_note,
    "read_private": reads_private,
    "give_roles": gives_roles,
}

WHO: dict[str, str | Promise] = {
    "plan": _("the facilitators, the contracting authority, the national team"),
    "pass": _("the contracting authority, the national team"),
    "publish": _("the contracting authority, the national team"),
    "bring": _("the team, the élus, the facilitators, the State services of the atelier, the national team"),
    "script": _("the facilitators, the team, the contracting authority"),
    "note": _("the State services of the atelier, the facilitators, the team"),
    "read_private": _("the State services of the atelier"),
}
OPENERS_SAID = _("the agents of the DDT, of the DREAL and of the DGALN, the administrators")


def access_year(viewer: Viewer, slug: str, *, to: str = "follow") -> Atelier:
    """The atelier at this address, for its year; 404 if unseen, 403 if forbidden."""
    atelier = Atelier.objects.select_related("year").filter(slug=slug).first()
    if atelier is None or not can_follow(viewer, atelier):
        raise NotSeen
    if not YEAR_RULES[to](viewer, atelier):
        raise NotForYou(who=WHO.get(to, ""))
    return atelier


def access_stage(viewer: Viewer, slug: str, pk: int, *, to: str = "follow") -> Stage:
    """A stage of the atelier at this address; 404 if unseen, 403 if forbidden."""
    atelier = access_year(viewer, slug, to=to)
    stage = Stage.objects.of(atelier).filter(pk=pk).first()
    if stage is None:
        raise NotSeen
    stage.atelier = atelier
    return stage


def can_validate(viewer: Viewer, atelier: Atelier, role: str) -> bool:
    """Whether the viewer may give the validation asked of this role."""
    if role == Validator.NATIONAL:
        return is_national(viewer.account)
    return viewer.role_in(atelier) in VALIDATORS[role]


def can_open_atelier(account: Account | None) -> bool:
    """Who opens ateliers: agents of the State, and the administrators."""
    return is_national(account) or bool(departments_served(account))


def abilities(viewer: Viewer, atelier: Atelier) -> dict[str, bool]:
    """What the templates are told: never a role to interpret."""
    return {name: rule(viewer, atelier) for name, rule in YEAR_RULES.items()} | {
        "administer": is_administrator(viewer),
        "enter": is_member(viewer, atelier),
    }
