"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration, Stays
from atelier.people.models import Account, Mandate, Organisation

PACKING: tuple[Declaration, ...] = (
    Apart(Account, "accounts.jsonl: members' e-mails and names; passwords, as hashes, of the keepers only"),
    Stays(Organisation, "of the programme, not of an atelier"),
    Stays(Mandate, "a right: rights do not travel"),
)
