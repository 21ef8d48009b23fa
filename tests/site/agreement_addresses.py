"""An address of each page of votes, rounds and zones, for the table of pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from atelier.agreement.models import ZoneMap
from atelier.agreement.rounds.commands import open_round, say_position
from atelier.agreement.rounds.models import Round
from atelier.agreement.rounds.queries import present_version
from atelier.ateliers.models import Workshop
from atelier.common.audit import System
from atelier.common.files import keep_bytes
from tests.factories.agreement import ConsultationFactory, StatementFactory, VoterFactory

HOUSE = System()


def consultation_of(workshop: Workshop, **more: Any) -> dict[str, Any]:
    made = ConsultationFactory(atelier=workshop.atelier, code="AVISMER", papers=2)
    StatementFactory(consultation=made)
    return {"slug": "ici", "pk": made.pk, **more}


def of_paper(workshop: Workshop) -> dict[str, Any]:
    asked = consultation_of(workshop, number=1)
    VoterFactory(consultation_id=asked["pk"], paper=1)
    return asked


def shown_in_the_room(workshop: Workshop) -> dict[str, Any]:
    """A consultation of the workshop itself, which its wall may show."""
    return {"slug": "ici", "pk": ConsultationFactory(atelier=workshop.atelier, workshop=workshop).pk}


def statement_of(workshop: Workshop) -> dict[str, Any]:
    made = StatementFactory(consultation__atelier=workshop.atelier)
    return {"slug": "ici", "pk": made.consultation_id, "statement_pk": made.pk}


def vote_of(workshop: Workshop) -> dict[str, Any]:
    consultation_of(workshop)
    return {"code": "AVISMER"}


def a_round(workshop: Workshop) -> Round:
    return open_round(workshop.atelier, title="Le port", text="Le port reste ouvert.", by=HOUSE)


def of_round(workshop: Workshop) -> dict[str, Any]:
    return {"slug": "ici", "pk": a_round(workshop).pk}


def of_position(workshop: Workshop) -> dict[str, Any]:
    one = a_round(workshop)
    words = {"person": "account:0", "college": "elected", "reason": "Trop cher."}
    said = say_position(present_version(one), "object", **words, by=HOUSE)
    return {"slug": "ici", "pk": one.pk, "position_pk": said.pk}


def of_map(workshop: Workshop) -> dict[str, Any]:
    kept = keep_bytes(b"{}", name="zones.geojson", kind="application/geo+json", by=HOUSE)
    made = ZoneMap.everywhere.create(workshop=workshop, asked={}, geojson=kept, made_at=timezone.now())
    return {"workshop_pk": workshop.pk, "pk": made.pk, "kind": "geojson"}


OF_AGREEMENT: dict[str, Callable[[Workshop], dict[str, Any]]] = {
    **{
        f"agreement:{name}": vote_of
        for name in ("vote", "vote_cast", "vote_mine", "vote_propose", "vote_qr", "vote_wall")
    },
    **{
        f"agreement:{name}": consultation_of
        for name in (
            "consultation", "consultation_change", "consultation_door", "consultation_cards", "results",
            "results_compute", "papers", "papers_number", "paper",
        )
    },
    "agreement:papers_pdf": lambda workshop: consultation_of(workshop, first=1, last=2),
    "agreement:paper_correct": of_paper,
    "agreement:results_wall": shown_in_the_room,
    "agreement:results_file": lambda workshop: consultation_of(workshop, kind="votes"),
    "agreement:statement_moderate": statement_of,
    "agreement:hands": statement_of,
    **{f"agreement:{name}": of_round for name in ("round", "round_version", "round_close", "round_minutes")},
    "agreement:round_answer": of_position,
    "agreement:round_speak": lambda workshop: {"code": a_round(workshop).code},
    "agreement:round_qr": lambda workshop: {"code": a_round(workshop).code},
    "agreement:zones_file": of_map,
}  # fmt: skip
