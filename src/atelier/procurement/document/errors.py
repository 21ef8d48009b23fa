"""What the living document refuses."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class NothingSubmitted(DomainError):
    code = "nothing_submitted"
    message = _("This application has no submitted version. Its note becomes a specification once it was submitted.")


class NotSelected(DomainError):
    code = "not_selected"
    message = _("This application was not selected: its results say so once they are released.")


class SectionChanged(DomainError):
    """Someone else saved the section meanwhile."""

    code = "section_changed"
    message = _("%(who)s changed “%(title)s” while you were writing. Nothing of yours is lost: both texts are below.")


class GatePassed(DomainError):
    code = "gate_passed"
    message = _(
        "“%(paper)s” has passed its gate: its text is frozen. Open it again, with a reason, to make a new version."
    )


class SectionsMissing(DomainError):
    code, http_status = "sections_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("These sections are still empty: %(titles)s. Write them, then pass the gate.")


class GateNotPassed(DomainError):
    code = "gate_not_passed"
    message = _("“%(paper)s” has not passed its gate yet: freeze it first.")


class CannotReopen(DomainError):
    code = "cannot_reopen"
    message = _("A competition or an order stands on this version: it stays as it is.")
