"""Why a relief cannot be made, said to whoever asked on a page (the engine speaks to a command line)."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError
from atelier.engines.relief.refusals import ReliefCode, ReliefRefused


class NotMade(DomainError):
    """A refusal of the engine. `values` are the engine's."""

    code, http_status = "relief_not_made", HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, refusal: ReliefRefused) -> None:
        super().__init__(**refusal.values)
        self.reason = refusal.code

    @property
    def wording(self) -> str | Promise:
        return SENTENCES[self.reason]


class WishTooNew(DomainError):
    code = "relief_wish_too_new"
    message = _("This was asked of a more recent version of Atelier. Make it again from its page, or bring this one up "
                "to date.")  # fmt: skip


class GroundPreparing(DomainError):
    """A worker is making the ground of this site: ask again in a moment."""

    code, http_status = "relief_ground_preparing", HTTPStatus.ACCEPTED
    message = _("The ground of this site is being prepared, once and for all. Come back in a moment.")


class TableGone(DomainError):
    code = "relief_table_gone"
    message = _("A table whose drawings were to lie on it is not there any more, or not for you. Choose again.")


GROUND = _("The elevation model of this site cannot be read. Tell whoever installed Atelier.")
SENTENCES: dict[ReliefCode, str | Promise] = {
    ReliefCode.UNREADABLE: GROUND,
    ReliefCode.NO_PROJECTION: GROUND,
    ReliefCode.UNKNOWN_PROJECTION: GROUND,
    ReliefCode.DEGREES: GROUND,
    ReliefCode.BOUNDS: _("No height is known in this rectangle. Move it or widen it."),
    ReliefCode.OUTSIDE: _("No height is known there: the rectangle lies outside the ground of this site. Move it."),
    ReliefCode.ALL_UNKNOWN: _("No height is known in this rectangle. Move it or widen it."),
    ReliefCode.TOO_FEW_CELLS: _("The rectangle is too small for the elevation model. Widen it."),
    ReliefCode.OVERLAY_UNREADABLE: GROUND,
    ReliefCode.OVERLAY_EMPTY: GROUND,
    ReliefCode.CELL_TOO_LARGE: _(
        "At this scale one cell of the elevation model would be %(cell)s mm wide. Choose a smaller scale, for instance "
        "1:%(scale)s."
    ),
    ReliefCode.TOO_SMALL: _(
        "The model would measure %(width)s × %(depth)s mm. Choose a larger scale or widen the rectangle."
    ),
    ReliefCode.TOO_MANY_PIECES: _(
        "That makes %(count)s pieces, at most %(limit)s. Choose a smaller scale or a smaller rectangle."
    ),
    ReliefCode.TOO_MANY_SHEETS: _(
        "That takes at least %(count)s sheets, at most %(limit)s. Choose a smaller scale or larger sheets."
    ),
    ReliefCode.TOO_MANY_LAYERS: _(
        "That makes %(count)s layers, at most %(limit)s. Choose a thicker sheet or a smaller exaggeration."
    ),
    ReliefCode.TOO_MANY_CELLS: _(
        "The model would need %(count)s million points, at most %(limit)s. Choose a smaller scale, or leave the layers "
        "out."
    ),
    ReliefCode.TOO_MANY_LINES: _("That draws %(count)s levels, at most %(limit)s. Choose a larger interval."),
    ReliefCode.FLAT: _(
        "The ground is flat at this thickness: no layer rises above the first. Choose a thinner sheet or a larger "
        "exaggeration."
    ),
    ReliefCode.BED_TOO_SMALL: _("A bed or sheet of %(bed)s mm is too small: at least %(least)s mm a side."),
    ReliefCode.FORMAT: GROUND,
}
