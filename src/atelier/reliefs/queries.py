"""Reads on reliefs."""

from __future__ import annotations

from atelier.ateliers.models import Atelier
from atelier.common.errors import NotSeen
from atelier.reliefs.enums import FileRole
from atelier.reliefs.models import Relief, ReliefFile
from atelier.reliefs.rules import ReliefAccess
from atelier.tables.models import Table
from atelier.tables.queries import tables_of


def reliefs_visible_to(access: ReliefAccess) -> list[Relief]:
    """The newest first, with their files; without those that carry drawings of tables this viewer may not take."""
    reliefs = Relief.objects.of(access.atelier).select_related("asked_by").prefetch_related("files__file")
    return [relief for relief in reliefs if access.may_see(relief)]


def file_of(relief: Relief, ordinal: int) -> ReliefFile:
    found = ReliefFile.objects.of(relief.atelier_id).filter(relief=relief, ordinal=ordinal).select_related("file")
    one = found.first()
    if one is None:
        raise NotSeen
    return one


def picture_of(relief: Relief) -> ReliefFile | None:
    return next((one for one in relief.files.all() if one.role == FileRole.PICTURE), None)


def files_to_take(relief: Relief) -> list[ReliefFile]:
    return [one for one in relief.files.all() if one.role != FileRole.PICTURE]


def tables_with_drawings(atelier: Atelier) -> list[Table]:
    """Tables of the atelier whose journal has begun."""
    return [table for table in tables_of(atelier) if table.last_seq > 0]
