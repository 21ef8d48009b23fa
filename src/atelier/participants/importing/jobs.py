"""The jobs of a list: read it, compare it, and, when its keeper says so, write it, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from atelier.ateliers.models import Atelier
from atelier.ateliers.rules import is_keeper
from atelier.ateliers.viewer import Viewer
from atelier.common.audit import record
from atelier.common.errors import NotForYou
from atelier.common.jobs import Progress
from atelier.engines.lists.headings import recognise
from atelier.engines.lists.reading import ListRefused, People, read_list
from atelier.participants.contacts.commands import tidy
from atelier.participants.contacts.models import Contact
from atelier.participants.importing.comparing import CHANGED, NEW, Item, compare
from atelier.participants.importing.places import Communes
from atelier.participants.importing.sentences import ContactsChanged, ListNotRead
from atelier.participants.importing.store import PendingList, Preview
from atelier.participants.missing.models import ExpectedCommune
from atelier.people.models import Account

BATCH, SAMPLES = 500, 3


def read_job(progress: Progress, *, atelier: int, pending: str, file: str, **_urls: str) -> None:
    """The file becomes headings, rows, and a first preview."""
    found, folder = Atelier.objects.get(pk=atelier), PendingList(atelier, pending)
    progress.at(5, gettext_noop("Opening the list…"))

    def told(rows: int) -> None:
        progress.at(5 + min(rows // 1_000, 45), gettext_noop("%(rows)s lines read…"), rows=rows)

    try:
        people = read_list(folder.upload(), told=told)
    except ListRefused as refused:
        folder.forget()
        raise ListNotRead(refused) from refused
    folder.keep_people(people)
    progress.at(60, gettext_noop("Comparing with the contacts…"))
    folder.keep(preview_of(found, people, file, recognise(people.headings)))


def compare_job(
    progress: Progress, *, atelier: int, pending: str, columns: Mapping[str, int], college: str, **_urls: str
) -> None:
    """Another preview, with the columns that the keeper chose."""
    folder = PendingList(atelier, pending)
    progress.at(20, gettext_noop("Comparing with the contacts…"))
    before = folder.preview()
    found = Atelier.objects.get(pk=atelier)
    folder.keep(preview_of(found, folder.people(), before.file, dict(columns), college))


def write_job(progress: Progress, *, atelier: int, pending: str, account: int, **_urls: str) -> None:
    """Writes what was shown. Raises ContactsChanged where it would do something else by now."""
    found, folder = Atelier.objects.get(pk=atelier), PendingList(atelier, pending)
    by = Account.objects.get(pk=account)
    if not is_keeper(Viewer(account=by), found):
        raise NotForYou
    seen = folder.preview()
    progress.at(20, gettext_noop("Verifying the list…"))
    with transaction.atomic():
        now = preview_of(found, folder.people(), seen.file, seen.columns, seen.college)
        if now.fingerprint != seen.fingerprint:
            folder.keep(now)
            raise ContactsChanged
        progress.at(50, gettext_noop("Writing the contacts…"))
        _write(found, now.items)
        record("contacts.imported", found, by=by, **now.counts)
    folder.forget()


def preview_of(atelier: Atelier, people: People, file: str, columns: dict[str, int], college: str = "") -> Preview:
    """What the list would do now; no item where no column holds a name."""
    preview = Preview(file, people.headings, people.rows[:SAMPLES], columns, college)
    if {"name", "last_name", "first_name"} & columns.keys():
        at = columns.get("commune")
        written = {row[at] for row in people.rows} if at is not None else set()
        near = {code[:2] for code in ExpectedCommune.objects.of(atelier).values_list("code", flat=True)}
        communes = Communes(written, near=near or _departments_of(atelier))
        contacts = Contact.objects.of(atelier)
        preview.items = compare(people, columns, contacts=contacts, communes=communes, college=college)
    return preview


def _departments_of(atelier: Atelier) -> set[str]:
    """Where the contacts known already live, when no perimeter is said."""
    codes = Contact.objects.of(atelier).exclude(commune="").values_list("commune", flat=True).distinct()
    return {code[:2] for code in codes}


def _write(atelier: Atelier, items: list[Item]) -> None:
    fresh = [Contact(atelier=atelier, **_values(item)) for item in items if item.verb == NEW]
    for one in fresh:
        one.created_at = timezone.now()
    Contact.everywhere.bulk_create(fresh, batch_size=BATCH)
    changed = {item.contact: item for item in items if item.verb == CHANGED}
    fields = sorted({change.field for item in changed.values() for change in item.changes})
    known = list(changed)
    for start in range(0, len(known), BATCH):
        rows = list(Contact.objects.of(atelier).filter(pk__in=known[start : start + BATCH]))
        for row in rows:
            for change in changed[str(row.pk)].changes:
                setattr(row, change.field, change.after)
        Contact.everywhere.bulk_update(rows, fields, batch_size=BATCH // 5)


def _values(item: Item) -> dict[str, Any]:
    return tidy(item.values)
