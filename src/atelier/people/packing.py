"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration
from atelier.people.models import Account

PACKING: tuple[Declaration, ...] = (
    Apart(Account, "accounts.jsonl: members' e-mails and names; passwords, as hashes, of the keepers only"),
)
