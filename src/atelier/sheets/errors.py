"""What is refused of a sheet, each with its sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class SheetRefused(DomainError):
    """A wish that no sheet can grant; the sentence says which part of it, and what to ask instead."""

    code, http_status = "sheet_refused", HTTPStatus.UNPROCESSABLE_ENTITY
    message = "%(sentence)s"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence=sentence)


class DoorClosed(DomainError):
    """The address where photographs were brought is no longer in use."""

    code, http_status = "door_closed", HTTPStatus.GONE
    message = _("This place to bring photographs is closed. Ask the facilitator for the new code.")


class SheetNotPrinted(DomainError):
    code = "sheet_not_printed"
    message = _("Sheet %(code)s is not printed yet: wait for its PDF, or make it again.")


class ReadingLaid(DomainError):
    """What is on the table is changed on the table."""

    code = "reading_laid"
    message = _("This sheet was laid on %(table)s already: what it brought is changed on the table.")


class MarkChangedMeanwhile(DomainError):
    code = "mark_changed_meanwhile"
    message = _("Somebody changed this mark meanwhile. It is shown as they left it: look, then decide.")


class MarksNotJoinable(DomainError):
    code, http_status = "marks_not_joinable", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Only two lines can be joined.")


class MarkNotSplittable(DomainError):
    code, http_status = "mark_not_splittable", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Only a line can be split, and not at its end.")
