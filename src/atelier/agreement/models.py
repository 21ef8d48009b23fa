"""What this room keeps; each part has its models beside its commands."""

from atelier.agreement.consulting.models import Consultation, HandCount, Statement, Vote, Voter
from atelier.agreement.results.models import ResultSnapshot
from atelier.agreement.rounds.models import ObjectionAnswer, Position, Round, RoundVersion
from atelier.agreement.zones.models import MeaningPair, ZoneMap

__all__ = (
    "Consultation",
    "HandCount",
    "MeaningPair",
    "ObjectionAnswer",
    "Position",
    "ResultSnapshot",
    "Round",
    "RoundVersion",
    "Statement",
    "Vote",
    "Voter",
    "ZoneMap",
)
