"""What the year refuses, in sentences."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class YearRefused(DomainError):
    """Something that cannot be done to a year; nothing was written."""

    code, http_status = "year_refused", HTTPStatus.UNPROCESSABLE_ENTITY


class CircularStages(YearRefused):
    code = "circular_stages"
    message = _("These stages wait for each other in a circle: %(stages)s. Let one of them wait for nothing.")


class PatternWrong(YearRefused):
    code = "pattern_wrong"
    message = _("The pattern of stages %(name)s cannot be read: %(where)s.")


class PatternMissing(YearRefused):
    code = "pattern_missing"
    message = _("No pattern of stages is known for this kind of atelier on %(day)s.")


class YearThere(YearRefused):
    code = "year_there"
    message = _("This atelier has its year already.")


class GateRefused(YearRefused):
    code = "gate_refused"
    message = _(
        "The gate stays closed. Missing: %(missing)s. To pass all the same, say why: the reason is kept and shown."
    )


class GatePassed(YearRefused):
    code = "gate_passed"
    message = _("This gate was passed meanwhile. Read the stage again before you go on.")


class GateNotPassed(YearRefused):
    code = "gate_not_passed"
    message = _("This stage is open already.")


class ReasonMissing(YearRefused):
    code = "reason_missing"
    message = _("Say why: the reason is kept and shown.")


class DatesUpsideDown(YearRefused):
    code = "dates_upside_down"
    message = _("The last day of “%(stage)s” comes before its first day.")


class AddressOutside(YearRefused):
    code = "address_outside"
    message = _("This address is not in Atelier. Copy it from the bar of your browser, or add a file.")
