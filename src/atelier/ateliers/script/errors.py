"""What a script refuses, in sentences."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class ScriptRefused(DomainError):
    code, http_status = "script_refused", HTTPStatus.UNPROCESSABLE_ENTITY


class MaterialUnreadable(ScriptRefused):
    code = "material_unreadable"
    message = _("“%(line)s” cannot be read. Write one thing a line, for instance: 2 erasers / table.")


class OrderStale(ScriptRefused):
    code = "order_stale"
    message = _("The sequences changed meanwhile. Read the script again before you move them.")


class NotRunning(ScriptRefused):
    code = "script_not_running"
    message = _("No sequence is under way. Begin the first one.")


class StepTaken(ScriptRefused):
    code = "step_taken"
    message = _("“%(step)s” is a step of this workshop already.")


class ModelUnknown(ScriptRefused):
    code = "script_model_unknown"
    message = _("This model of script is not there any more.")
