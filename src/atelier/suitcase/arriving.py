"""A suitcase that arrives: opened where its atelier is unknown, merged where it is known; all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.common.carrying import kept
from atelier.suitcase.arriving_journals import ArrivingJournal
from atelier.suitcase.arriving_plain import take_accounts, take_audit, take_contributions, take_places
from atelier.suitcase.arriving_rows import ArrivingRows, atelier_line
from atelier.suitcase.differences import Report
from atelier.suitcase.errors import SuitcaseAtHome, SuitcaseDamaged, SuitcaseOfAnother, SuitcaseUnknownHere
from atelier.suitcase.manifest import SITE, Manifest
from atelier.suitcase.models import AtelierCopy, Exchange
from atelier.suitcase.names import Names
from atelier.suitcase.reading import Suitcase, opened
from atelier.suitcase.rows import clean, fields_of, portable
from atelier.suitcase.scanning import scan
from atelier.tables.queries import tables_of
from atelier.territories.receiving import has_package, is_package_of, received_package

Say = Callable[[int, str], None]


def open_suitcase(path: Path, *, by: Author, say: Say) -> Exchange:
    """Bring an atelier to a machine: a new copy of it, or the one it has, brought up to date.

    Raises SuitcaseRefused, with nothing written.
    """
    say(5, _("Checking the suitcase…"))
    with opened(path) as suitcase:
        copy = copy_here(suitcase.manifest)
        if copy is not None and copy.is_home:
            raise SuitcaseAtHome(title=suitcase.manifest.title)
        with _map_of(suitcase):
            if copy is not None:
                return _merge(suitcase, copy, Exchange.Kind.OPENED, by, say)
            return _begin(suitcase, by, say)


@contextmanager
def _map_of(suitcase: Suitcase) -> Iterator[None]:
    """The site's map, shown once the rest is written, where this machine has none. One that is here is kept."""
    slug = suitcase.manifest.site
    if not suitcase.has_site or has_package(slug):
        yield
        return
    with received_package(slug) as folder:
        suitcase.take_site(folder)
        if not is_package_of(slug, folder):
            raise SuitcaseDamaged(where=SITE)
        yield


def merge_suitcase(path: Path, *, by: Author, say: Say, into: Atelier | None = None) -> Exchange:
    """Bring home what was done outside, or to a copy what was done elsewhere. The same suitcase twice changes nothing.

    `into`: the atelier it must be of. Raises SuitcaseRefused, with nothing written.
    """
    say(5, _("Checking the suitcase…"))
    with opened(path) as suitcase:
        copy = copy_here(suitcase.manifest)
        if into is not None and (copy is None or copy.atelier_id != into.pk):
            raise SuitcaseOfAnother(title=suitcase.manifest.title)
        if copy is None:
            raise SuitcaseUnknownHere(title=suitcase.manifest.title)
        return _merge(suitcase, copy, Exchange.Kind.MERGED, by, say)


def copy_here(manifest: Manifest) -> AtelierCopy | None:
    # everywhere: the file says which atelier; whoever brings it was asked for their rights on that one
    return AtelierCopy.everywhere.select_related("atelier").filter(identity=manifest.identity).first()


@transaction.atomic
def _begin(suitcase: Suitcase, by: Author, say: Say) -> Exchange:
    """A new copy."""
    report = Report()
    take_places(suitcase)
    take_accounts(suitcase)
    names = Names(_new_copy(suitcase, report))
    _take(suitcase, names, report, say, is_new=True)
    report.count("contributions", take_contributions(suitcase, names))
    report.count("audit", take_audit(suitcase, names))
    return _end(suitcase, names, Exchange.Kind.OPENED, report, by)


@transaction.atomic
def _merge(suitcase: Suitcase, copy: AtelierCopy, kind: str, by: Author, say: Say) -> Exchange:
    report = Report()
    if suitcase.manifest.is_from_home and not copy.is_home:
        take_accounts(suitcase)
    names = scan(copy)
    _take(suitcase, names, report, say, is_new=False)
    report.count("contributions", take_contributions(suitcase, names))
    report.count("audit", take_audit(suitcase, names))
    return _end(suitcase, names, kind, report, by)


def _new_copy(suitcase: Suitcase, report: Report) -> AtelierCopy:
    """The atelier itself, and what this machine knows of its copy."""
    manifest, line = suitcase.manifest, atelier_line(suitcase)
    one = kept()[Atelier._meta.label_lower]
    try:
        atelier = Atelier(**{field.attname: field.to_python(line.values[field.name]) for field in fields_of(one)})
        word = str(line.local.get("slug", ""))
        is_taken = not word or Atelier.objects.filter(slug=word).exists()
        atelier.slug = one.local["slug"](word) if is_taken else word
        clean(atelier)
    except (ValidationError, KeyError, TypeError, ValueError):
        raise SuitcaseDamaged(where=one.kind) from None
    atelier.save_base(raw=True, force_insert=True)
    copy = AtelierCopy.everywhere.create(atelier=atelier, identity=manifest.identity, uid=uuid4(), home=manifest.home)
    passport = Names(copy).give(one.kind, atelier, manifest.identity)
    atelier.refresh_from_db()
    passport.values, passport.stamps = portable(one, atelier, Names(copy)), line.stamps
    passport.save()
    return copy


def _take(suitcase: Suitcase, names: Names, report: Report, say: Say, *, is_new: bool) -> None:
    say(20, _("Taking in people and tables…"))
    rows = ArrivingRows(suitcase, names, report)
    rows.take()
    tables = list(tables_of(names.copy.atelier))
    theirs_first = suitcase.manifest.is_from_home and not names.copy.is_home
    for number, table in enumerate(tables):
        say(30 + 60 * number // len(tables), _("Taking in the journal of %(table)s…") % {"table": table.name})
        journal = ArrivingJournal(suitcase, names, table, report)
        journal.take(theirs_first=theirs_first, with_contributions=not is_new)
        if rows.has_changed and not is_new:
            journal.word_anew()
    if unknown := set(suitcase.journals()) - {str(table.pk) for table in tables}:
        raise SuitcaseDamaged(where=unknown.pop())


def _end(suitcase: Suitcase, names: Names, kind: str, report: Report, by: Author) -> Exchange:
    """From now on this copy has seen what that one had."""
    copy, manifest = names.copy, suitcase.manifest
    copy.clock = max(copy.clock, manifest.clock)
    counts = {uid: max(copy.seen.get(uid, 0), manifest.seen.get(uid, 0)) for uid in {*copy.seen, *manifest.seen}}
    copy.seen = counts
    copy.save(update_fields=["clock", "seen"])
    exchange = Exchange.everywhere.create(
        atelier=copy.atelier,
        kind=kind,
        by=by.author_ref,
        file_uid=manifest.uid,
        counts=report.counts,
        differences=report.differences,
    )
    record(f"suitcase.{kind}", copy.atelier, by=by, file=str(manifest.uid))
    return exchange
