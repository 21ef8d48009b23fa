"""What of this room travels in a suitcase: a vote taken in a hall without Internet comes home with its votes."""

from __future__ import annotations

from atelier.agreement.consulting.models import new_door
from atelier.agreement.models import (
    Consultation,
    HandCount,
    MeaningPair,
    ObjectionAnswer,
    Position,
    ResultSnapshot,
    Round,
    RoundVersion,
    Statement,
    Vote,
    Voter,
    ZoneMap,
)
from atelier.common.carrying import Declaration, Kept, Stays

PACKING: tuple[Declaration, ...] = (
    Kept(Consultation, local={"code": new_door}),
    Kept(Voter, same=("consultation", "seat")),
    Kept(Statement),
    Kept(Vote),
    Kept(HandCount),
    Stays(ResultSnapshot, "computed again from the votes, wherever they are"),
    Kept(Round, local={"code": new_door}),
    Kept(RoundVersion),
    Kept(Position),
    Kept(ObjectionAnswer),
    Kept(MeaningPair, same=("atelier", "first", "second")),
    Stays(ZoneMap, "made again from the drawings, on the same ground"),
)
