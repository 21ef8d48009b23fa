"""What is refused of a demonstrator, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class DemonstratorChanged(DomainError):
    code = "demonstrator_changed"
    message = _("Somebody changed %(name)s while you were writing. Your words are kept below: read theirs first.")


class ReasonToStop(DomainError):
    code = "reason_to_stop"
    message = _("Say why it stops: those who carried it will read your reason.")


class PictureUntold(DomainError):
    code = "picture_untold"
    message = _("Say what one sees in the photograph, in a sentence.")


class PictureUncredited(DomainError):
    code = "picture_uncredited"
    message = _("To publish it, say who took or drew it.")


class PeopleUnasked(DomainError):
    code = "people_unasked"
    message = _("To publish it, say that nobody can be recognised in it, or that those one recognises agreed.")


class NoSuchPair(DomainError):
    code = "no_such_pair"
    message = _("A picture of what is imagined or done is compared with one of the place as it is.")


class PlaceUnknown(DomainError):
    code = "place_unknown"
    message = _("No commune is called “%(place)s”, and it is not a latitude and a longitude such as 49.925, 1.077.")
