"""Sheets from their wish to their table and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from atelier.ateliers.codes import new_code
from atelier.ateliers.models import Workshop
from atelier.common.audit import Author, record
from atelier.sheets.enums import SheetState
from atelier.sheets.models import PhotoDoor, Sheet
from atelier.tables.models import Table

DOOR_LENGTH = 8


@transaction.atomic
def plan_sheets(
    workshop: Workshop, tables: Iterable[Table | None], wish: Mapping[str, Any], *, by: Author
) -> list[Sheet]:
    """One sheet a table (None: for any), each with its own identifier; they are printed by a job."""
    made = []
    for table in tables:
        sheet = Sheet(workshop=workshop, table=table, code=_free_code(), title=wish["title"], wish=dict(wish))
        sheet.full_clean(exclude=["description"])
        sheet.save()
        record("sheet.planned", sheet, by=by, table=str(table.pk) if table else "")
        made.append(sheet)
    return made


@transaction.atomic
def note_sheet(sheet: Sheet, state: SheetState, *, by: Author) -> None:
    """Say where a printed sheet is: on its table, or back."""
    sheet.state = state
    sheet.save(update_fields=["state"])
    record("sheet.moved", sheet, by=by, state=state)


@transaction.atomic
def give_sheet(sheet: Sheet, table: Table | None, *, by: Author) -> None:
    """The sheet is for this table from now on."""
    sheet.table = table
    sheet.save(update_fields=["table"])
    record("sheet.given", sheet, by=by, table=str(table.pk) if table else "")


@transaction.atomic
def forget_sheet(sheet: Sheet, *, by: Author) -> None:
    """A sheet nobody will bring back. What was read of it stays."""
    record("sheet.forgotten", sheet, by=by, code=sheet.code)
    sheet.delete()


@transaction.atomic
def open_door(workshop: Workshop, *, keeps_originals: bool, by: Author) -> PhotoDoor:
    """A new code for the photographs of a workshop; the one before leads nowhere any more."""
    facts = {"code": _free_door(), "is_open": True, "keeps_originals": keeps_originals}
    door, _created = PhotoDoor.objects.of(workshop.atelier_id).update_or_create(
        workshop=workshop, defaults=facts, create_defaults={"workshop": workshop, **facts}
    )
    record("photo_door.opened", door, by=by, keeps_originals=keeps_originals)
    return door


@transaction.atomic
def close_door(door: PhotoDoor, *, by: Author) -> None:
    door.is_open = False
    door.save(update_fields=["is_open"])
    record("photo_door.closed", door, by=by)


def _free_code() -> str:
    from atelier.engines.paper.sheets import new_sheet_id

    # everywhere: an identifier is printed on paper, which does not say whose it is
    while Sheet.everywhere.filter(code=(code := new_sheet_id())).exists():
        pass
    return code


def _free_door() -> str:
    # everywhere: codes of all workshops
    while PhotoDoor.everywhere.filter(code=(code := new_code(DOOR_LENGTH))).exists():
        pass
    return code
