"""From lines to rows: all of the file in one transaction, or nothing.

What the file brought before and nobody touched since follows the file; what somebody changed at the desk stays, unless
one asks for the file's word. The last audit row of a thing says who had the last word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from atelier.common.audit import Author
from atelier.common.errors import DomainError
from atelier.common.models import AuditEntry
from atelier.programme.archive.lines import (
    EntryLine,
    EventLine,
    Line,
    Problem,
    PublicationLine,
    SessionLine,
    TermLine,
    read_archive,
)
from atelier.programme.catalogue.commands import keep_entry
from atelier.programme.keeping import changed_fields, keep
from atelier.programme.models import CatalogueEntry, ChronicleEvent, NationalSession, Publication, Term

LINKS = {"session", "sessions", "ateliers", "terms", "publication", "places"}
MODELS: Mapping[type[Line], type[models.Model]] = {
    TermLine: Term,
    SessionLine: NationalSession,
    EntryLine: CatalogueEntry,
    PublicationLine: Publication,
    EventLine: ChronicleEvent,
}


@dataclass
class Told:
    """What an import did. `kept`: titles changed by hand since, left alone. With problems, nothing was written."""

    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: int = 0
    kept: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def import_archive(path: Path, *, by: Author, overwrites: bool = False) -> Told:
    """Bring the programme in line with a file. overwrites: the file's word against what was changed by hand."""
    archive = read_archive(path)
    if archive.problems:
        return Told(problems=archive.problems)
    told = Told()
    with transaction.atomic():
        for number, line in archive.lines:
            _write(number, line, told, by=by, overwrites=overwrites)
        if told.problems:
            transaction.set_rollback(True)
            return Told(problems=sorted(told.problems, key=lambda problem: problem.line))
    return told


def _write(number: int, line: Line, told: Told, *, by: Author, overwrites: bool) -> None:
    try:
        with transaction.atomic():
            _keep_line(line, told, by=by, overwrites=overwrites)
    except DomainError as error:
        told.problems.append(Problem(number, error.sentence))
    except ValidationError as error:
        said = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        told.problems += [
            Problem(number, f"{name}: {sentence}" if name.strip("_") else sentence)
            for name, sentences in said.items()
            for sentence in sentences
        ]


def _keep_line(line: Line, told: Told, *, by: Author, overwrites: bool) -> None:
    thing = _thing_of(line)
    is_new, title = thing.pk is None, str(thing)
    for name in (name for name in line.__struct_fields__ if name not in LINKS):
        setattr(thing, name, getattr(line, name))
    links = _links_of(line, thing)
    if not is_new and not overwrites and _is_by_hand(thing, by) and changed_fields(thing, links):
        told.kept.append(title)
        return
    if isinstance(thing, CatalogueEntry):
        changed = keep_entry(thing, terms=cast("list[Term]", links["terms"]), by=by)
    else:
        changed = keep(thing, links, by=by)
    if not changed:
        told.same += 1
    else:
        (told.added if is_new else told.changed)[thing._meta.model_name or ""] += 1


def _thing_of(line: Line) -> Any:
    model = MODELS[type(line)]
    return model._default_manager.filter(slug=line.slug).first() or model()


def _links_of(line: Line, thing: Any) -> dict[str, list[models.Model]]:
    """Set what the thing names once, and give what it names several times."""
    links: dict[str, list[models.Model]] = {}
    if isinstance(line, EntryLine | EventLine):
        thing.session = _one(NationalSession, line.session)
    if isinstance(line, EventLine):
        thing.publication = _one(Publication, line.publication)
    if isinstance(line, EntryLine):
        thing.place_codes = " ".join(line.places)
    if isinstance(line, EntryLine | PublicationLine):
        links["terms"] = _several(Term, line.terms)
    if isinstance(line, PublicationLine):
        links["sessions"] = _several(NationalSession, line.sessions)
        links["entries"] = _several(CatalogueEntry, line.ateliers)
    return links


def _one(model: type[models.Model], slug: str) -> models.Model | None:
    return _several(model, [slug])[0] if slug else None


def _several(model: type[models.Model], slugs: Iterable[str]) -> list[models.Model]:
    wanted = list(slugs)
    found: list[Any] = list(model._default_manager.filter(slug__in=wanted))
    missing = sorted(set(wanted) - {one.slug for one in found})
    if missing:
        raise ValidationError(_("nothing is called “%(names)s” here.") % {"names": ", ".join(missing)})
    return found


def _is_by_hand(thing: models.Model, by: Author) -> bool:
    """Whether somebody else than the importer had the last word on it."""
    rows = AuditEntry.objects.filter(thing_kind=thing._meta.label_lower, thing_id=str(thing.pk))
    last = rows.order_by("-pk").values_list("author", flat=True).first()
    return last is not None and last != by.author_ref
