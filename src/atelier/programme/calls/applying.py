"""An application begins, gets its territory, its co-writers and its letters."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from atelier.common.audit import Author, record
from atelier.common.files import keep_upload
from atelier.common.kinds import OFFICE, PDF, PICTURES
from atelier.people.enums import LOCAL_KINDS
from atelier.people.mandates import organisations_of
from atelier.people.models import Account, Organisation
from atelier.programme.calls.errors import CallNotOpen, NoSuchAccount, PlaceUnknown, TooManyPapers
from atelier.programme.calls.models import Application, ApplicationPaper, Call, CoWriter
from atelier.programme.calls.sections import paper_rules_of
from atelier.programme.calls.writing import locked
from atelier.territories.models import Commune, Department, Epci

LETTERS = OFFICE | PICTURES | {PDF}


@transaction.atomic
def begin_application(
    call: Call, *, title: str, by: Author, holder: Organisation | None = None, department: str = ""
) -> Application:
    """An application to an open call; its territory follows the holder's, or the department. Raises CallNotOpen."""
    if not call.is_open:
        raise CallNotOpen(call=call.title)
    application = Application(call=call, kind=call.kind, title=title.strip(), slug=free_slug(title), holder=holder)
    if holder:
        _take_territory(application, *_of_holder(holder))
    if department and not application.department:
        application.department, application.region = department, region_of(department)
    application.full_clean()
    application.save()
    record("application.begun", application, by=by, call=call.slug)
    return application


def holder_for(account: Account) -> Organisation | None:
    """The local authority an account carries applications for, if it speaks for one."""
    return next(iter(organisations_of(account, LOCAL_KINDS)), None)


@transaction.atomic
def name_application(
    application: Application, *, title: str, by: Author, holder: Organisation | None = None
) -> Application:
    """Another title, another local authority that carries it."""
    row = locked(application)
    row.title, row.holder = title.strip(), holder
    row.full_clean()
    row.save(update_fields=["title", "holder", "updated_at"])
    record("application.named", row, by=by, title=row.title)
    return row


@transaction.atomic
def set_territory(
    application: Application, *, communes: Sequence[str], epcis: Sequence[str], by: Author
) -> Application:
    """These communes (INSEE codes) and groupings (SIREN), once each, in this order. Raises PlaceUnknown."""
    row = locked(application)
    _take_territory(row, list(dict.fromkeys(communes)), list(dict.fromkeys(epcis)))
    row.save(update_fields=["communes", "epcis", "department", "region", "updated_at"])
    record("application.territory_set", row, by=by, communes=row.communes, epcis=row.epcis)
    return row


@transaction.atomic
def invite_writer(application: Application, email: str, *, by: Author) -> CoWriter:
    """Someone who has an account writes along. Raises NoSuchAccount."""
    row = locked(application)
    account = Account.objects.filter(email=email.strip().lower(), is_active=True).first()
    if account is None:
        raise NoSuchAccount(email=email.strip())
    writer, created = CoWriter.objects.get_or_create(application=row, account=account)
    if created:
        record("application.writer_invited", row, by=by, account=account.pk)
    return writer


@transaction.atomic
def remove_writer(writer: CoWriter, *, by: Author) -> None:
    record("application.writer_removed", writer.application, by=by, account=writer.account_id)
    writer.delete()


@transaction.atomic
def attach_paper(
    application: Application, upload: UploadedFile[bytes], *, kind: str, signed_by: str, by: Author
) -> ApplicationPaper:
    """A letter more. Raises FileRefused, TooManyPapers, ApplicationSettled."""
    row = locked(application)
    rule = next(rule for rule in paper_rules_of(row.call.form) if rule.kind == kind)
    if row.papers.filter(kind=kind, removed_at=None).count() >= rule.most:
        raise TooManyPapers(most=rule.most)
    file = keep_upload(upload, kinds=LETTERS, most_mb=rule.most_mb, by=by)
    paper = ApplicationPaper(application=row, kind=kind, signed_by=signed_by.strip(), file=file)
    paper.full_clean()
    paper.save()
    record("application.paper_attached", row, by=by, kind=kind, sha256=file.sha256)
    return paper


@transaction.atomic
def remove_paper(paper: ApplicationPaper, *, by: Author) -> None:
    """No longer part of what will be sent; versions sent with it keep it."""
    locked(paper.application)
    paper.removed_at = timezone.now()
    paper.save(update_fields=["removed_at"])
    record("application.paper_removed", paper.application, by=by, kind=paper.kind)


def region_of(department: str) -> str:
    return Department.objects.filter(code=department).values_list("region_id", flat=True).first() or ""


def free_slug(title: str) -> str:
    """A slug no application has, from a title."""
    stem, number = slugify(title)[:40] or "candidature", 1
    slug = stem
    while Application.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _of_holder(holder: Organisation) -> tuple[list[str], list[str]]:
    """The territory of a local authority, where it is one: ([commune], []) or ([], [EPCI])."""
    if Commune.objects.filter(code=holder.territory, is_current=True).exists():
        return [holder.territory], []
    if Epci.objects.filter(code=holder.territory, is_current=True).exists():
        return [], [holder.territory]
    return [], []


def _take_territory(row: Application, communes: list[str], epcis: list[str]) -> None:
    """Its department is that of most of its people's communes: the service that accompanies it."""
    known = dict(Commune.objects.filter(code__in=communes, is_current=True).values_list("code", "department"))
    grouped = set(Epci.objects.filter(code__in=epcis, is_current=True).values_list("code", flat=True))
    for code in [*communes, *epcis]:
        if code not in known and code not in grouped:
            raise PlaceUnknown(code=code)
    row.communes, row.epcis = communes, epcis
    within = Commune.objects.filter(epci__in=epcis, is_current=True) | Commune.objects.filter(code__in=communes)
    counted: dict[str, int] = {}
    for department, population in within.values_list("department", "population"):
        counted[department] = counted.get(department, 0) + (population or 0)
    if counted:
        row.department = max(counted, key=lambda code: (counted[code], code))
        row.region = region_of(row.department)
