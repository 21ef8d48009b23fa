"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Apart, Declaration, Stays
from atelier.people.models import Account, Mandate, Organisation, RecoveryCode, SignInLink

PACKING: tuple[Declaration, ...] = (
    Apart(Account, "accounts.jsonl: members' e-mails and names; passwords, as hashes, of the keepers only"),
    Stays(Organisation, "of the programme, not of an atelier"),
    Stays(Mandate, "a right: rights do not travel"),
    Stays(SignInLink, "opens one machine, and its hash is keyed by the machine's secret"),
    Stays(RecoveryCode, "opens one machine, and its hash is keyed by the machine's secret"),
)
