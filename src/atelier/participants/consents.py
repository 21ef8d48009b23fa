"""What people agree to, word for word: each wording has a version and the day it began; what was said keeps both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.participants.contacts.models import ConsentKind


@dataclass(frozen=True)
class Wording:
    """Words that hold from a day on."""

    kind: str
    version: str
    valid_from: dt.date
    words: Promise


WORDINGS: tuple[Wording, ...] = (
    Wording(
        ConsentKind.DATA,
        "2026-11",
        dt.date(2026, 11, 1),
        _(
            "I agree that my name, my college, my commune and how to reach me are kept by the organisers of this "
            "atelier, to invite me and to know who came, until one year after its end."
        ),
    ),
    Wording(
        ConsentKind.IMAGE,
        "2026-11",
        dt.date(2026, 11, 1),
        _(
            "I agree that photographs and films of this atelier where I can be recognised are shown in its documents "
            "and on its public pages, without payment."
        ),
    ),
)


def present_wording(kind: str) -> Wording:
    """The one that holds today."""
    today = timezone.localdate()
    held = [one for one in WORDINGS if one.kind == kind and one.valid_from <= today]
    return max(held or [one for one in WORDINGS if one.kind == kind], key=lambda one: one.valid_from)
