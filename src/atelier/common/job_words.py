"""Sentences of jobs: a worker has no reader, so it keeps the English message and its values.

Whoever looks reads them in their own language.
"""

from __future__ import annotations

import json
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from atelier.common.errors import DomainError

LONGEST = 300  # as the column


def written(message: str, values: dict[str, Any]) -> str:
    """An English message (marked for translation where it stands) and its values, to be kept."""
    if not values:
        return message[:LONGEST]
    text = json.dumps([message, values], ensure_ascii=False, separators=(",", ":"), default=str)
    return text if len(text) <= LONGEST else (gettext(message) % values)[:LONGEST]


def written_error(error: DomainError) -> str:
    """What the house refuses, to be kept."""
    with translation.override(None):
        message = str(error.wording)
    return written(message, error.values)


def read(text: str) -> str:
    """What was kept, in the reader's language; older sentences as they are."""
    if not text.startswith("["):
        return gettext(text) if text else ""
    try:
        message, values = json.loads(text)
        return str(gettext(message) % values)
    except (ValueError, TypeError, KeyError):
        return text
