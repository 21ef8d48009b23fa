"""What can go wrong with a territory."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class SiteUnknown(DomainError):
    code, http_status = "site_unknown", HTTPStatus.NOT_FOUND
    message = _("There is no site “%(slug)s” in the data. The sites are: %(known)s.")


class SiteNotBuilt(DomainError):
    code, http_status = "site_not_built", HTTPStatus.NOT_FOUND
    message = _("The map of “%(slug)s” is not ready. Type: atelier territory build %(slug)s")


class PlaceWrong(DomainError):
    code, http_status = "place_wrong", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("“%(text)s” is not a position: give a longitude and a latitude, separated by a comma.")
