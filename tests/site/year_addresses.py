"""A year for the atelier of the table of pages, and an address of each of its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from atelier.ateliers.models import (
    Deliverable,
    NotebookEntry,
    Paper,
    Photograph,
    Sequence,
    Stage,
    ThematicGroup,
    Validation,
    Workshop,
)
from atelier.ateliers.script.commands import copy_model
from atelier.ateliers.script.library import script_model
from atelier.ateliers.year.commands import make_year
from atelier.ateliers.year.feeds import make_feed
from atelier.ateliers.year.patterns import pattern_for
from atelier.common.audit import System
from atelier.common.files import keep_bytes
from tests.factories.ateliers import MembershipFactory
from tests.factories.territories import DepartmentFactory

HOUSE, DAY = System(), dt.date(2026, 7, 6)


def give_year(workshop: Workshop) -> None:
    DepartmentFactory(code="76")
    pattern = pattern_for("local", DAY)
    make_year(workshop.atelier, pattern, starts_on=DAY, departments=["76"], workshops=[workshop], by=HOUSE)
    copy_model(workshop, script_model("atelier-1"), by=HOUSE)


def stage_of(workshop: Workshop) -> Stage:
    return Stage.objects.of(workshop.atelier).get(key="atelier-1")


def of_stage(workshop: Workshop) -> dict[str, Any]:
    return {"slug": "ici", "pk": stage_of(workshop).pk}


def of_group(workshop: Workshop) -> dict[str, Any]:
    group = ThematicGroup.everywhere.create(stage=stage_of(workshop), title="Le port")
    return of_stage(workshop) | {"group_pk": group.pk}


def of_deliverable(workshop: Workshop) -> dict[str, Any]:
    return {"slug": "ici", "pk": Deliverable.objects.of(workshop.atelier).filter(stage__key="atelier-1")[0].pk}


def of_paper(workshop: Workshop) -> dict[str, Any]:
    kept = keep_bytes(b"%PDF-", name="note.pdf", kind="application/pdf", by=HOUSE)
    asked = Deliverable.objects.of(workshop.atelier)[0]
    return {"slug": "ici", "pk": Paper.everywhere.create(deliverable=asked, title="Note", file=kept).pk}


def of_validation(role: str) -> Callable[[Workshop], dict[str, Any]]:
    def kwargs(workshop: Workshop) -> dict[str, Any]:
        return {"slug": "ici", "pk": Validation.objects.of(workshop.atelier).filter(role=role)[0].pk}

    return kwargs


def of_feed(workshop: Workshop) -> dict[str, Any]:
    """Somebody else's: nobody ends it."""
    account = MembershipFactory(atelier=workshop.atelier).account
    feed, _secret = make_feed(workshop.atelier, account, name="Téléphone", by=HOUSE)
    return {"slug": "ici", "pk": feed.pk}


def of_secret(workshop: Workshop) -> dict[str, Any]:
    account = MembershipFactory(atelier=workshop.atelier).account
    return {"secret": make_feed(workshop.atelier, account, name="Téléphone", by=HOUSE)[1]}


def of_sequence(workshop: Workshop) -> dict[str, Any]:
    return {"workshop_pk": workshop.pk, "pk": Sequence.objects.of(workshop.atelier)[0].pk}


def entry_of(workshop: Workshop) -> NotebookEntry:
    return NotebookEntry.everywhere.create(atelier=workshop.atelier, text="Vu.", side="state")


def of_entry(workshop: Workshop) -> dict[str, Any]:
    return {"slug": "ici", "pk": entry_of(workshop).pk}


def of_photograph(workshop: Workshop) -> dict[str, Any]:
    kept = keep_bytes(b"\xff\xd8\xff", name="photo.jpg", kind="image/jpeg", by=HOUSE)
    picture = Photograph.everywhere.create(entry=entry_of(workshop), file=kept, alternative="Une table.")
    return {"slug": "ici", "pk": picture.pk}


OF_THE_YEAR: dict[str, Callable[[Workshop], dict[str, Any]]] = {
    "ateliers:month": lambda workshop: {"slug": "ici", "year": 2026, "month": 11},
    "ateliers:year_print": lambda workshop: {"slug": "ici", "paper": "a4"},
    "ateliers:notebook_export": lambda workshop: {"slug": "ici", "ending": "odt"},
    **{
        f"ateliers:{name}": of_stage
        for name in (
            "stage", "stage_edit", "stage_move", "stage_remove", "stage_restore", "gate_pass", "gate_reopen",
            "deliverable_ask", "workshop_place", "group_create", "stage_ics",
        )
    },
    "ateliers:group_edit": of_group,
    "ateliers:group_remove": of_group,
    "ateliers:paper_bring": of_deliverable,
    "ateliers:deliverable_drop": of_deliverable,
    "ateliers:paper": of_paper,
    "ateliers:paper_remove": of_paper,
    "ateliers:validation": of_validation("team"),
    "ateliers:feed_revoke": of_feed,
    "ateliers:calendar_feed": of_secret,
    "ateliers:sequence_edit": of_sequence,
    "ateliers:sequence_move": of_sequence,
    "ateliers:sequence_remove": of_sequence,
    "ateliers:entry_edit": of_entry,
    "ateliers:entry_remove": of_entry,
    "ateliers:photograph": of_photograph,
    "ateliers:photograph_remove": of_photograph,
    "ateliers:workshop_ics": lambda workshop: {"slug": "ici", "pk": workshop.pk},
}  # fmt: skip
