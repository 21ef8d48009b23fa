"""What officialising refuses, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class RoadmapMoved(DomainError):
    code = "roadmap_moved"
    message = _(
        "Somebody changed the roadmap while you were reading it: nothing was frozen, and nothing of theirs is lost. "
        "Read it again below, then make it official."
    )


class NotAllCommitted(DomainError):
    code, http_status = "not_all_committed", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _(
        "These actions are not confirmed by both of their bearers: %(actions)s. Ask them, or say why you go on."
    )


class NothingToFreeze(DomainError):
    code, http_status = "nothing_to_freeze", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("No action is confirmed by both of its bearers: there is nothing to make official yet.")


class NothingChanged(DomainError):
    code = "nothing_changed"
    message = _("Nothing changed since version %(number)s: it is still the official one.")
