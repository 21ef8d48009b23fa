"""The audit: one row a write, saying what was done, to what, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

from atelier.common.models import AuditEntry
from atelier.common.scope import atelier_of


class Author(Protocol):
    """Whoever writes: an account, a seat, a machine. `author_ref` is like `account:12` or `seat:7`."""

    @property
    def author_ref(self) -> str: ...


class System:
    """The house itself: imports, scheduled jobs, the command line."""

    author_ref = "system"


@dataclass(frozen=True)
class Asker:
    """Whoever started a job, known there by their reference alone."""

    author_ref: str


def record(verb: str, thing: models.Model, *, by: Author, **details: Any) -> AuditEntry:
    """Write the audit row of a command; call it inside the command's transaction. `details` are plain values.

    The row says the atelier of a thing whose model is scoped (common/scope.py): its notebook is read from there.
    """
    return AuditEntry.objects.create(
        verb=verb,
        thing_kind=thing._meta.label_lower,
        thing_id=str(thing.pk),
        atelier_id=atelier_of(thing),
        author=by.author_ref,
        details=details,
    )
