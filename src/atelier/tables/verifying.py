"""Whether a table's records agree: journal without gap, snapshot, contributions. What differs, in sentences."""

from __future__ import annotations

from atelier.contributions.commands import Contributed
from atelier.contributions.models import Contribution
from atelier.engines.journal.state import TableState, fold
from atelier.tables.journal import entries_after, load_state
from atelier.tables.models import Table
from atelier.tables.projection import Projector


def differences(table: Table) -> list[str]:
    """Empty when all is well."""
    entries = entries_after(table.pk, 0)
    if [entry.seq for entry in entries] != list(range(1, table.last_seq + 1)):
        return [f"the journal has {len(entries)} entries and says its last is number {table.last_seq}"]
    state = fold(entries)
    wrong = [] if load_state(table) == state else ["the snapshot and the journal differ"]
    return wrong + _contribution_differences(table, state)


def _contribution_differences(table: Table, state: TableState) -> list[str]:
    projector = Projector.of(table)
    stored = {
        contribution.pk: _gist(contribution)
        for contribution in Contribution.objects.of(table.workshop.atelier_id).filter(origin_ref=str(table.pk))
    }
    expected = {one.id: _gist(one) for one in projector.contributions(state.things.values())}
    return [
        f"contribution {pk} differs from the journal"
        for pk in {*stored, *expected}
        if stored.get(pk) != expected.get(pk)
    ]


def _gist(contribution: Contribution | Contributed) -> tuple[object, ...]:
    return (
        contribution.kind,
        contribution.meaning_key,
        contribution.text,
        contribution.seat_id,
        contribution.said_by_id,
        contribution.parent,
        contribution.geometry,
        contribution.erased_at is None,
    )
