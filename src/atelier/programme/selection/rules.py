"""Who may do what in a selection: the party one is, and what the open phases let it do.

A conflict of interest, once declared, goes before everything: not even the national team reads the marks of an
application its agent declared one on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from atelier.common.errors import NotSeen
from atelier.people.mandates import is_national
from atelier.people.models import Account
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.calls.models import Application, Call
from atelier.programme.calls.rules import SETTLED, accompanies, within_service_of
from atelier.programme.selection.enums import Ability, Party
from atelier.programme.selection.errors import Conflicted, NotInThisPhase
from atelier.programme.selection.models import Phase, Release, Review

SECRET_TO_THE_CONFLICTED = {
    Ability.SCORE,
    Ability.READ_SCORES,
    Ability.DISCUSS,
    Ability.DECIDE,
    Ability.READ_OPINIONS,
    Ability.READ_LETTERS,
}
MAY: dict[str, frozenset[str]] = {  # whatever a phase says, a party never does more than this
    Party.STATE: frozenset({Ability.OPINE, Ability.READ_OPINIONS, Ability.READ_LETTERS}),
    Party.REVIEWER: frozenset(
        {Ability.READ_OPINIONS, Ability.READ_LETTERS, Ability.SCORE, Ability.READ_SCORES, Ability.DISCUSS}
    ),
    Party.NATIONAL: frozenset(Ability) - {Ability.OPINE, Ability.SCORE},
}
READERS = frozenset({Party.STATE, Party.NATIONAL})  # of an application, letters and all, outside its selection too
JUDGED = frozenset({ApplicationState.SUBMITTED, *SETTLED})


@dataclass
class Standing:
    """An account before an application under selection. Each fact is asked of the database once."""

    account: Account | None
    application: Application

    @cached_property
    def review(self) -> Review | None:
        if self.account is None:
            return None
        return Review.objects.filter(application=self.application, account=self.account).first()

    @cached_property
    def parties(self) -> set[str]:
        found = {Party.NATIONAL} if is_national(self.account) else set()
        found |= {Party.STATE} if accompanies(self.account, self.application) else set()
        return {str(one) for one in (found | {Party.REVIEWER} if self.review else found)}

    @cached_property
    def open_phases(self) -> list[Phase]:
        return [phase for phase in self.application.call.phases.all() if phase.is_open]

    @cached_property
    def is_released(self) -> bool:
        return Release.objects.filter(call=self.application.call_id).exists()

    @property
    def has_conflict(self) -> bool:
        return self.review is not None and self.review.has_conflict

    def is_let(self, ability: str) -> bool:
        """Whether an open phase lets one of the account's parties do this. Once released, one reads; nobody writes."""
        if self.has_conflict and ability in SECRET_TO_THE_CONFLICTED:
            return False
        if self.is_released:
            return ability in {Ability.READ_OPINIONS, Ability.READ_SCORES} and Party.NATIONAL in self.parties
        parties = [party for party in self.parties if ability in MAY[party]]
        return any(ability in phase.lets.get(party, ()) for phase in self.open_phases for party in parties)

    def can(self, ability: str) -> bool:
        """`is_let`; and all marks, once one's own are given; and the letters, where one reads the application."""
        if ability == Ability.READ_SCORES and not self.has_conflict and not self.is_released:
            is_done = self.review is not None and self.review.done_at is not None
            return is_done or self.is_let(ability)
        if ability == Ability.READ_LETTERS and not self.has_conflict and not self.parties.isdisjoint(READERS):
            return True
        return self.is_let(ability)

    @property
    def can_see(self) -> bool:
        return bool(self.parties)


def access_selection(account: Account | None, slug: str, *, to: str = "") -> Standing:
    """An application under selection; 404 for whoever takes no part in it, applicants first of all.

    `to`: an ability. Raises NotSeen, Conflicted, NotInThisPhase.
    """
    found = Application.objects.select_related("call__form", "holder").prefetch_related("call__phases")
    application = found.filter(slug=slug, state__in=JUDGED).first()
    if application is None:
        raise NotSeen
    standing = Standing(account, application)
    if not standing.can_see:
        raise NotSeen
    if to and not standing.can(to):
        raise Conflicted if standing.has_conflict and to in SECRET_TO_THE_CONFLICTED else NotInThisPhase
    return standing


def standings_of(account: Account, call: Call) -> list[Standing]:
    """The account before each application of a call it takes part in, whatever their number in the same queries."""
    applications = applications_judged_by(account, call)
    reviews = {one.application_id: one for one in Review.objects.filter(account=account, application__call=call)}
    open_phases = [phase for phase in call.phases.all() if phase.is_open]
    is_released = Release.objects.filter(call=call).exists()
    standings = []
    for application in applications:
        standing = Standing(account, application)
        standing.review, standing.open_phases = reviews.get(application.pk), open_phases
        standing.is_released = is_released
        standings.append(standing)
    return standings


def applications_judged_by(account: Account, call: Call) -> list[Application]:
    """Those of a call whose selection the account takes part in, without their texts."""
    rows = Application.objects.filter(call=call, state__in=JUDGED).select_related("holder", "decision").defer("content")
    if not is_national(account):
        mine = Review.objects.filter(account=account).values("application")
        rows = rows.filter(within_service_of(account)) | rows.filter(pk__in=mine)
    return list(rows.order_by("title"))
