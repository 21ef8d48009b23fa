"""What is refused of groups, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class ThemeKept(DomainError):
    code = "theme_kept"
    message = _("“%(theme)s” is kept as a theme: the cards it came from stay with it.")


class NothingChosen(DomainError):
    code = "nothing_chosen"
    message = _("Choose at least one card.")


class NameMissing(DomainError):
    code = "name_missing"
    message = _("Give the group a name.")


class SameGroup(DomainError):
    code = "same_group"
    message = _("Choose another group to join it to.")


class OtherGrouping(DomainError):
    code = "other_grouping"
    message = _("These groups were not made together.")


class NoPlaces(DomainError):
    code = "no_places"
    message = _("None of these cards has a place on the ground. Group them without looking at it.")


class TooManyCards(DomainError):
    code = "too_many_cards"
    message = _("%(cards)s cards are too many at once (%(most)s at most). Group one workshop at a time.")
