"""What is refused of a scenario, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class NothingToWeigh(DomainError):
    code = "nothing_to_weigh"
    message = _("The roadmap holds no action yet: there is nothing to choose among.")


class NameMissing(DomainError):
    code, http_status = "scenario_name_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Name the scenario, so that it can be found again beside the others.")


class NotFeasible(DomainError):
    code = "scenario_not_feasible"
    message = _("This scenario does not hold under its means: nothing can be taken from it into the roadmap.")
