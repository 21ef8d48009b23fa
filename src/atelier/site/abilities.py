"""What may be done in an atelier, room by room: docs/reference/permissions.md is written from here, and tested."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from atelier.agreement.rules import AGREEMENT_RULES
from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import ATELIER_RULES
from atelier.ateliers.viewer import Viewer
from atelier.contributions.cards.rules import CARD_RULES
from atelier.participants.rules import PARTICIPANT_RULES
from atelier.roadmaps.rules import ROADMAP_RULES
from atelier.synthesis.vision.rules import SHAPING_RULES

ABILITIES: Mapping[str, Callable[[Viewer, Atelier], bool]] = {
    **ATELIER_RULES,
    **PARTICIPANT_RULES,
    **CARD_RULES,
    **AGREEMENT_RULES,
    **SHAPING_RULES,
    **ROADMAP_RULES,
}
