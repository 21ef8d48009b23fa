"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Declaration, Stays
from atelier.programme.models import NationalSession

PACKING: tuple[Declaration, ...] = (Stays(NationalSession, "of the programme, not of an atelier"),)
