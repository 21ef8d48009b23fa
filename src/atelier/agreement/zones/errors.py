"""What is refused of a map of zones, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class TooFewTables(DomainError):
    code, http_status = "too_few_tables", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Agreement takes two tables: choose at least two that drew with these meanings.")


class NoMeaning(DomainError):
    code, http_status = "no_meaning", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Choose at least one meaning of the pencils.")


class SamePair(DomainError):
    code, http_status = "same_pair", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("A meaning does not oppose itself: choose two.")


class DrawingLost(DomainError):
    code = "drawing_lost"
    message = _("A drawing of %(table)s is not on the globe: it cannot be compared.")
