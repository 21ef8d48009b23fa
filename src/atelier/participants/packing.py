"""What of this room travels in a suitcase: the door of a hall without Internet needs its list and its plan."""

from __future__ import annotations

from atelier.common.carrying import Declaration, Kept, Stays
from atelier.participants.inviting.models import new_door, new_key
from atelier.participants.models import (
    Attendance,
    Consent,
    Contact,
    ExpectedCollege,
    ExpectedCommune,
    Gathering,
    Invitation,
    LetterTemplate,
    SeatingPlace,
    SeatingTable,
)

PACKING: tuple[Declaration, ...] = (
    Kept(Contact, same=("atelier", "email")),
    Kept(Consent),
    Kept(Gathering, local={"door": new_door}),
    Kept(Invitation, same=("gathering", "contact"), local={"key": new_key}),
    Kept(Attendance, same=("gathering", "contact")),
    Kept(SeatingTable),
    Kept(SeatingPlace, same=("gathering", "contact")),
    Kept(ExpectedCommune, same=("atelier", "code")),
    Kept(ExpectedCollege, same=("atelier", "college")),
    Stays(LetterTemplate, "letters leave from home"),
)
