"""Reads on bearers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from atelier.common.errors import NotSeen
from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.bearing.models import Bearer
from atelier.roadmaps.plan.commitment import commitment_of
from atelier.roadmaps.plan.models import Action


@dataclass(frozen=True)
class Side:
    """One of the two sides of an action: who carries it now, if anybody, and whether they said so of it as it stands.

    `before`: those who left, the last first.
    """

    kind: BearerKind
    bearer: Bearer | None
    is_confirmed: bool
    before: list[Bearer]

    @property
    def is_stale(self) -> bool:
        """They confirmed it, and it was changed since."""
        return bool(self.bearer and self.bearer.confirmed_at and not self.is_confirmed)


def sides_of(action: Action) -> list[Side]:
    """Elected, then State. No query where `bearers` and `funding` were read with the action."""
    commitment = commitment_of(action)
    return [_side(kind, action.bearers.all(), commitment) for kind in BearerKind]


def bearer_with_key(key: str) -> Bearer:
    """The bearer this personal link belongs to. Raises NotSeen."""
    # everywhere: whoever holds the key has no atelier; the key names one bearer
    rows = Bearer.everywhere.select_related("action__roadmap__atelier", "action__axis", "account")
    found: Bearer | None = rows.filter(key=key).first() if len(key) <= 40 else None
    if found is None:
        raise NotSeen
    return found


def _side(kind: BearerKind, bearers: Iterable[Bearer], commitment: str) -> Side:
    mine = [one for one in bearers if one.kind == kind]
    now = next((one for one in mine if one.left_at is None), None)
    gone = sorted((one for one in mine if one.left_at), key=lambda one: str(one.left_at), reverse=True)
    return Side(kind, now, bool(now and now.confirmed_at and now.confirmed_sha256 == commitment), gone)
