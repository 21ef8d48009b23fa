"""What gives no study, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError

SENTENCES: dict[str, str | Promise] = {
    "no_drawing": _("Nothing of what you chose has a place. Choose tables or cards that are on the map."),
    "no_commune": _("What you chose lies in no commune we know. Is it at sea, or abroad?"),
    "bad_share": _("A share lies between 1 and 100 %%."),
    "unknown_commune": _("We know no commune with the code %(commune)s."),
}


class StudyRefused(DomainError):
    """Nothing was computed; `why` is the engine's code."""

    code, http_status = "study_refused", HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, why: str, **values: object) -> None:
        super().__init__(why=why, **values)

    @property
    def wording(self) -> str | Promise:
        return SENTENCES[self.values["why"]]
