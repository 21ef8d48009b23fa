"""Domain errors: a stable code, a status, a sentence that says what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Something the house refuses. Placeholders of `message` are filled after translation."""

    code: ClassVar[str] = "domain_error"
    http_status: ClassVar[HTTPStatus] = HTTPStatus.CONFLICT
    message: ClassVar[str | Promise] = _("This cannot be done.")

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.code, values)

    @property
    def wording(self) -> str | Promise:
        """The message before its placeholders are filled."""
        return self.message

    @property
    def sentence(self) -> str:
        return str(self.wording) % self.values if self.values else str(self.wording)


class NotForYou(DomainError):
    """The viewer may know that the thing exists, but not do this to it. `who`: those who may, in words."""

    code, http_status = "not_for_you", HTTPStatus.FORBIDDEN
    message = _("You do not have the right to do this. Ask the facilitator of the atelier.")
    naming: ClassVar[str | Promise] = _("You do not have the right to do this. These have: %(who)s.")

    def __init__(self, *, who: str | Promise = "") -> None:
        super().__init__(**({"who": who} if who else {}))

    @property
    def wording(self) -> str | Promise:
        return self.naming if self.values else self.message


class NotSeen(DomainError):
    """It does not exist, or not for this viewer: the two look the same from outside."""

    code, http_status = "not_seen", HTTPStatus.NOT_FOUND
    message = _("There is nothing at this address, or not for you. Check the address or sign in.")
