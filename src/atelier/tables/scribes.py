"""Scribes: they write for the table, or for someone without a screen who agreed aloud."""

from __future__ import annotations

from http import HTTPStatus

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from atelier.ateliers.commands import open_voice
from atelier.ateliers.models import Seat
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.tables.commands import sit_down, tell_rights
from atelier.tables.models import Sitting, Table


class ConsentMissing(DomainError):
    code, http_status = "consent_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = gettext_lazy("Without their consent, write for the table: nobody will be named.")


def consent_words() -> str:
    """What the scribe reads aloud, and what is kept of the consent, in the language it was said in."""
    return _(
        "I agree that what I say is written down with this name and used for the atelier; "
        "I can have it corrected or withdrawn."
    )


@transaction.atomic
def name_scribe(table: Table, seat: Seat, *, is_scribe: bool, by: Author) -> None:
    """This seat may write for others at this table, or no more."""
    sitting = Sitting.objects.of(table.workshop.atelier_id).get(table=table, seat=seat)
    sitting.is_scribe = is_scribe
    sitting.save(update_fields=["is_scribe"])
    record("seat.scribe_named" if is_scribe else "seat.scribe_ended", seat, by=by, table=str(table.pk))
    tell_rights(table.pk)


@transaction.atomic
def seat_voice(table: Table, *, name: str, college: str, consents: bool, scribe: Seat) -> Seat:
    """Someone without a screen sits at the table: the same first name and college there are the same person.

    Several scribes then write for one person, and a form sent twice seats nobody twice. Raises ConsentMissing.
    """
    if not consents:
        raise ConsentMissing
    # everywhere: the view that calls this has asked for the table already; its lock keeps one seat a person
    Table.everywhere.select_for_update().get(pk=table.pk)
    known = Seat.objects.of(table.workshop.atelier_id).filter(sittings__table=table, removed_at=None)
    known = known.filter(opened_by__isnull=False, name__iexact=name.strip(), college=college)
    if seat := known.first():
        return seat
    seat = open_voice(table.workshop, name=name, college=college, consent_words=consent_words(), scribe=scribe)
    sit_down(table, seat, by=scribe)
    return seat
