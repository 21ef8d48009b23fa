"""How the things of the programme are written: one transaction, one audit row, none when nothing changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from atelier.common.audit import Author, record
from atelier.common.errors import DomainError

Links = Mapping[str, Iterable[models.Model]]


class StillReferred(DomainError):
    code = "still_referred"
    message = _("“%(title)s” is still named elsewhere (%(things)s). Hide it instead: untick “shown to everyone”.")


@transaction.atomic
def keep(thing: models.Model, links: Links | None = None, *, by: Author) -> list[str]:
    """Write a new or changed thing with what it is linked to; the names of the fields that changed.

    links: many-to-many field → the rows it should hold, all of them. Raises ValidationError.
    """
    is_new = thing.pk is None
    changed = changed_fields(thing, links or {})
    if not changed:
        return []
    thing.full_clean()
    thing.save()
    for name, rows in (links or {}).items():
        getattr(thing, name).set(rows)
    record(f"{thing._meta.model_name}.{'added' if is_new else 'changed'}", thing, by=by, fields=changed)
    return changed


@transaction.atomic
def remove(thing: models.Model, *, by: Author) -> None:
    """The thing goes, unless something that must stay names it. Raises StillReferred."""
    record(f"{thing._meta.model_name}.removed", thing, by=by, title=str(thing))
    try:
        thing.delete()
    except models.ProtectedError as error:
        names = sorted(str(one) for one in error.protected_objects)
        raise StillReferred(title=str(thing), things=", ".join(names[:3])) from error


def changed_fields(thing: models.Model, links: Links) -> list[str]:
    """Names of the fields that differ from the database; of a new thing, those that say something."""
    kind = type(thing)
    before = kind._default_manager.filter(pk=thing.pk).first() if thing.pk else kind()
    fields = [field.attname for field in thing._meta.concrete_fields if not field.primary_key]
    changed = [name for name in fields if getattr(thing, name) != getattr(before, name)]
    return changed + [name for name, rows in links.items() if _keys(rows) != _linked(thing, name)]


def _keys(rows: Iterable[models.Model]) -> set[Any]:
    return {row.pk for row in rows}


def _linked(thing: models.Model, name: str) -> set[Any]:
    return set(getattr(thing, name).values_list("pk", flat=True)) if thing.pk else set()
