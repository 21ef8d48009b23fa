"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Declaration, Stays
from atelier.programme.calls import models as calls
from atelier.programme.models import CatalogueEntry, ChronicleEvent, NationalSession, Publication, Term
from atelier.programme.selection import models as selection

OF_THE_PROGRAMME = "of the programme, not of an atelier"
PACKING: tuple[Declaration, ...] = (
    Stays(NationalSession, OF_THE_PROGRAMME),
    Stays(Term, "words of the programme's catalogue"),
    Stays(CatalogueEntry, "what the programme publishes of an atelier, on its own site"),
    Stays(Publication, "of the programme's library"),
    Stays(ChronicleEvent, "of the programme's chronicle"),
    *(
        Stays(model, OF_THE_PROGRAMME)
        for model in (
            calls.CallForm,
            calls.Call,
            calls.Criterion,
            calls.Application,
            calls.CoWriter,
            calls.Revision,
            calls.HeldText,
            calls.ApplicationPaper,
            calls.ApplicationVersion,
            selection.Phase,
            selection.Opinion,
            selection.Review,
            selection.Mark,
            selection.Remark,
            selection.Decision,
            selection.Release,
        )
    ),
    Stays(calls.Presence, "who looks now, on one machine"),
    Stays(calls.Idea, "left at one machine's door, and its hash is keyed by that machine's secret"),
)
