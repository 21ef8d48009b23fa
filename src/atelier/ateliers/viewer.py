"""Who looks: an account that signed in, seats and walls held without one, a program with a token, or nobody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from atelier.ateliers.models import AccessToken, Atelier, Membership, Seat
from atelier.common.asked import Asked
from atelier.people.models import Account

SEATS_KEY = "seats"
WALLS_KEY = "walls"
# everywhere: the session says which seat; the workshop is checked in the same query
_seat = Asked(lambda pk, workshop: Seat.everywhere.filter(pk=pk, workshop_id=workshop, removed_at=None), int, int)


@dataclass
class Viewer:
    """`seats` and `walls` map a workshop's id to the seat, to the key of the wall, that this browser holds there.

    `token` is a program's, and stands alone.
    """

    account: Account | None = None
    seats: Mapping[int, int] = field(default_factory=dict)
    walls: Mapping[int, int] = field(default_factory=dict)
    token: AccessToken | None = None
    _roles: dict[int, str] | None = None

    @property
    def author_ref(self) -> str:
        known = self.account or self.token
        return known.author_ref if known else "visitor"

    def role_in(self, atelier: Atelier) -> str:
        """This account's role in the atelier, '' if none."""
        if self.account is None:
            return ""
        if self._roles is None:  # one query a request, whatever the number of ateliers asked about
            rows = Membership.everywhere.filter(account=self.account).values_list("atelier_id", "role")
            self._roles = dict(rows)
        return self._roles.get(atelier.pk, "")

    def seat_in(self, workshop_id: int) -> Seat | None:
        """The seat held in a workshop, unless it was removed."""
        if not (pk := self.seats.get(workshop_id)):
            return None
        return _seat.first(pk, workshop_id)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who looks at this request."""
    account = request.user if isinstance(request.user, Account) else None
    return Viewer(account=account, seats=seats_of(request.session), walls=walls_of(request.session))


def viewer_of_session(session: SessionBase) -> Viewer:
    """Who stands behind a session, for a socket that has no Django request."""
    bare: Any = HttpRequest()
    bare.session = session
    user = get_user(bare)
    account = user if isinstance(user, Account) else None
    return Viewer(account=account, seats=seats_of(session), walls=walls_of(session))


def seats_of(session: SessionBase) -> dict[int, int]:
    return {int(workshop): int(seat) for workshop, seat in session.get(SEATS_KEY, {}).items()}


def walls_of(session: SessionBase) -> dict[int, int]:
    return {int(workshop): int(key) for workshop, key in session.get(WALLS_KEY, {}).items()}


def hold_seat(request: HttpRequest, seat: Seat) -> None:
    """This browser holds the seat from now on. The session of a visitor, whom nothing protected so far, gets a new
    identifier; that of an account got one when it signed in, and its other pages go on with it."""
    if not request.user.is_authenticated:
        request.session.cycle_key()
    request.session[SEATS_KEY] = {**request.session.get(SEATS_KEY, {}), str(seat.workshop_id): seat.pk}


def hold_wall(request: HttpRequest, workshop_id: int, key_id: int) -> None:
    """This browser may show the workshop's wall from now on; the session gets a new identifier."""
    request.session.cycle_key()
    request.session[WALLS_KEY] = {**request.session.get(WALLS_KEY, {}), str(workshop_id): key_id}
