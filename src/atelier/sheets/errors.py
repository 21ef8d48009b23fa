"""What is refused when a sheet is asked for, each with its sentence."""

from __future__ import annotations

from http import HTTPStatus

from atelier.common.errors import DomainError


class SheetRefused(DomainError):
    """Sentences stay in English as long as only the command line asks for sheets."""

    code, http_status = "sheet_refused", HTTPStatus.UNPROCESSABLE_ENTITY
    message = "%(sentence)s"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence=sentence)
