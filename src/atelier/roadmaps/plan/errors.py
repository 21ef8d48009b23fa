"""What is refused of a roadmap, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class ActionChanged(DomainError):
    code = "action_changed"
    message = _(
        "Somebody changed action %(action)s while you were writing. Your words are kept below: read theirs first."
    )


class AxisChanged(DomainError):
    code = "axis_changed"
    message = _("This axis is of another roadmap. Choose one of this roadmap.")


class AxisInUse(DomainError):
    code = "axis_in_use"
    message = _("Actions stand under “%(axis)s”. Move them under another axis first.")


class TitleMissing(DomainError):
    code, http_status = "title_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("An action says what will be done: write its title.")


class DatesReversed(DomainError):
    code, http_status = "dates_reversed", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("An action ends after it begins: look at its two dates.")


class DependencyLoop(DomainError):
    code = "dependency_loop"
    message = _("%(after)s already comes before %(before)s: each would wait for the other, and neither would begin.")


class NotABlockage(DomainError):
    code = "not_a_blockage"
    message = _("Card %(card)s is not a blockage: only a blockage holds an action back.")


class OtherRoadmap(DomainError):
    code = "other_roadmap"
    message = _("These things are not all of the same roadmap.")
