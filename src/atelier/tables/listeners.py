"""What the tables do when they hear something, after the commit."""

from __future__ import annotations

from atelier.ateliers.events import RoleChanged, SeatGivenAgain, SeatRemoved, StepAdded
from atelier.ateliers.models import Step
from atelier.common.audit import System
from atelier.tables.commands import lay_overlay, tell_rights
from atelier.tables.events import Told
from atelier.tables.models import Sitting, Table


def tell_rooms(event: Told) -> None:
    """The live rooms of every process that have this table."""
    from atelier.tables.live.hub import the_hub

    the_hub().hear(event)


def ask_again(event: SeatRemoved | SeatGivenAgain) -> None:
    """The tables where this seat sits, or sat, ask again who may do what."""
    # everywhere: the seat itself was scoped by the command that changed it
    for table_id in Sitting.everywhere.filter(seat_id=event.seat_id).values_list("table_id", flat=True):
        tell_rights(table_id)


def ask_members_again(event: RoleChanged) -> None:
    """Every table of the atelier asks again: a role given or ended changes what an account may do there."""
    for table_id in Table.objects.of(event.atelier_id).values_list("pk", flat=True):
        tell_rights(table_id)


def lay_sheets_of_step(event: StepAdded) -> None:
    """Tables set before the step was named get its sheet too."""
    step = Step.objects.of(event.atelier_id).filter(pk=event.step_id).first()
    if step is None:
        return
    tables = Table.objects.of(event.atelier_id).filter(workshop=step.workshop_id).exclude(overlays__step=step)
    for table in tables:
        lay_overlay(table, name=step.title, step=step, by=System())
