"""What a bearer commits to when confirming an action, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from decimal import Decimal

from atelier.roadmaps.plan.models import Action, FundingLine


def commitment_of(action: Action, funding: Iterable[FundingLine] | None = None) -> str:
    """SHA-256 of the title, the text, the dates, the human means and the money, written canonically.

    Status, place, indicators and partners may change without asking the bearers again; these may not.
    """
    lines = action.funding.all() if funding is None else funding
    said = {
        "title": action.title,
        "text": action.text,
        "starts_on": str(action.starts_on or ""),
        "ends_on": str(action.ends_on or ""),
        "person_days": action.person_days,
        "human_means": action.human_means,
        "funding": sorted([one.label, one.funder, f"{Decimal(one.amount_eur):.2f}"] for one in lines),
    }
    return fingerprint(said)


def fingerprint(value: object) -> str:
    """SHA-256 of a value as canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: the same on every machine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
