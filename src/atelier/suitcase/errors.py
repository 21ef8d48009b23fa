"""Why a suitcase cannot be packed, opened or merged. Nothing is written when one of these is raised."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class SuitcaseRefused(DomainError):
    """Any of the following."""

    http_status = HTTPStatus.UNPROCESSABLE_ENTITY


class SuitcaseUnreadable(SuitcaseRefused):
    code = "suitcase_unreadable"
    message = _("This file is not a suitcase of Atelier, or it was cut short. Copy it again from where it was packed.")


class SuitcaseDamaged(SuitcaseRefused):
    code = "suitcase_damaged"
    message = _(
        "This suitcase was damaged or altered on its way (%(where)s). Nothing was taken from it: copy it again."
    )


class SuitcaseTooLarge(SuitcaseRefused):
    code = "suitcase_too_large"
    message = _("This suitcase says it holds more than %(most)s GB, or more than it weighs. Nothing was taken from it.")


class SuitcaseTooNew(SuitcaseRefused):
    code = "suitcase_too_new"
    message = _("This suitcase was packed by a newer Atelier (%(software)s). Update Atelier here, then try again.")


class SuitcaseOfAnother(SuitcaseRefused):
    code = "suitcase_of_another"
    message = _("This suitcase holds another atelier, “%(title)s”. Nothing was taken from it.")


class SuitcaseUnknownHere(SuitcaseRefused):
    code = "suitcase_unknown_here"
    message = _("The atelier “%(title)s” is not on this machine. To bring it here: atelier suitcase open FILE")


class SuitcaseAtHome(SuitcaseRefused):
    code = "suitcase_at_home"
    message = _("“%(title)s” is already at home here. To bring back what was done outside: atelier suitcase merge FILE")


class OutExists(SuitcaseRefused):
    code = "suitcase_out_exists"
    message = _("There is already a file %(path)s. Give another name, or add --force.")


class TableBusy(SuitcaseRefused):
    code, http_status = "suitcase_table_busy", HTTPStatus.CONFLICT
    message = _("People are drawing too fast on “%(table)s” to merge now. Try again in a moment.")
