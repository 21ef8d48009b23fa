"""Reads for the replay of a table: its journal page by page, and the moments that divide its day."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import msgspec
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.common.models import AuditEntry
from atelier.engines.journal.frames import JournalPage, Person
from atelier.tables.desk import people_at
from atelier.tables.journal import milliseconds
from atelier.tables.models import JournalEntry, Table
from atelier.tables.projection import Projector

PAGE_FORMAT, PAGE_ENTRIES = 1, 2_000
FAST = 3  # of zlib: half the bytes of no effort, a tenth of the time of the best
MOMENTS: dict[str, str | Promise] = {
    "table.opened": _("The table opens"),
    "table.closed": _("The table closes"),
    "phase.begun": _("Phase: %(title)s"),
    "phase.ended": _("End of the phase: %(title)s"),
    "overlay.laid": _("New sheet: %(name)s"),
    "overlay.locked": _("Sheet locked: %(name)s"),
    "overlay.unlocked": _("Sheet open again: %(name)s"),
}
_encoder = msgspec.json.Encoder()


@dataclass(frozen=True)
class Page:
    """Where a page of the journal begins (the number before its first entry) and ends."""

    table: Table
    after: int

    @property
    def end(self) -> int:
        return max(self.after, min(self.after + PAGE_ENTRIES, self.table.last_seq))

    @property
    def etag(self) -> str:
        """Changes with the entries of the page, and with `last` while the page is not full."""
        return f'"{self.table.epoch}-{self.after}-{self.end}"'

    def packed(self) -> bytes:
        """The page as gzip-compressed JSON. Operations are written as they are stored, without being read."""
        head = JournalPage(
            format=PAGE_FORMAT, epoch=str(self.table.epoch), seq=self.after + 1, last=self.table.last_seq, ops=[]
        )
        body = _encoder.encode(head).removesuffix(b"[]}") + b"[" + b",".join(self._operations()) + b"]}"
        compressor = zlib.compressobj(FAST, zlib.DEFLATED, 31)
        return compressor.compress(body) + compressor.flush()

    def _operations(self) -> list[bytes]:
        entries = JournalEntry.objects.of(self.table.workshop.atelier_id).filter(table=self.table)
        rows = entries.filter(seq__gt=self.after, seq__lte=self.end).order_by("seq")
        return [
            _encoder.encode({"seat": seat, "at": milliseconds(at), "operation": msgspec.Raw(bytes(operation))})
            for seat, at, operation in rows.values_list("seat_id", "at", "operation").iterator(PAGE_ENTRIES)
        ]


def hands_of(table: Table, *, with_names: bool = False) -> list[Person]:
    """Everyone who sits at the table or drew there; those who left for good have a college and no name.

    `with_names`: even where the workshop hides them, for keepers.
    """
    people = people_at(table, with_names=with_names)
    colleges = Projector.of(table).colleges
    entries = JournalEntry.objects.of(table.workshop.atelier_id).filter(table=table)
    for seat in entries.order_by().values_list("seat_id", flat=True).distinct():
        people.setdefault(seat, Person(seat=seat, name="", college=colleges.get(seat, ""), screens=0))
    return list(people.values())


def moments_of(table: Table) -> list[dict[str, Any]]:
    """What the facilitator did, in order: `at` in ms since 1970, and the words for it in the reader's language.

    The audit row is of the table, of one of its overlays, or says the table among its details (a phase).
    """
    names = {str(overlay.pk): overlay.name for overlay in table.overlays.all()}
    rows = AuditEntry.objects.filter(verb__in=MOMENTS)
    of_table = rows.filter(thing_kind="tables.table", thing_id=str(table.pk))
    of_overlays = rows.filter(thing_kind="tables.tableoverlay", thing_id__in=names)
    of_phases = rows.filter(verb__startswith="phase.", details__table=str(table.pk))
    found = (of_table | of_overlays | of_phases).order_by("pk").values_list("at", "verb", "thing_id", "details")
    return [
        {
            "at": milliseconds(at),
            "words": str(MOMENTS[verb]) % {"name": names.get(thing_id, ""), "title": details.get("title", "")},
        }
        for at, verb, thing_id, details in found
    ]
