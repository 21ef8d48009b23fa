"""Writes on a dossier: open it, write its sections, pass its gates, open a paper again."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import record
from atelier.people.models import Account
from atelier.procurement.document.errors import (
    CannotReopen,
    GateNotPassed,
    GatePassed,
    NothingSubmitted,
    NotSelected,
    SectionChanged,
    SectionsMissing,
)
from atelier.procurement.document.freezing import content_of, content_of_note, fingerprint
from atelier.procurement.document.models import Dossier, FrozenVersion, Section
from atelier.procurement.document.papers import papers
from atelier.procurement.document.printing import keep_pdf
from atelier.procurement.enums import Gate
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.models import Application


@transaction.atomic
def open_dossier(application: Application, *, by: Account) -> Dossier:
    """From a selected application: its last submitted note, frozen as it is, and a specification that inherits it.

    The dossier that is there when there is one. Raises NothingSubmitted, NotSelected.
    """
    found: Dossier | None = Dossier.objects.filter(application=application).first()
    if found:
        return found
    version = application.versions.filter(withdrawn_at=None).order_by("-number").first()
    if version is None:
        raise NothingSubmitted
    if application.state != ApplicationState.SELECTED:
        raise NotSelected
    dossier = Dossier.objects.create(
        application=application,
        title=application.title,
        department=application.department,
        region=application.region,
        is_demo=application.call.is_demo,
        opened_by=by,
    )
    note = FrozenVersion(dossier=dossier, gate=Gate.NOTE, number=version.number, frozen_at=version.submitted_at)
    note.content, note.source_sha256, note.frozen_by = content_of_note(version), version.sha256, version.submitted_by
    _keep(note)
    _begin(dossier, Gate.SPECIFICATION, note)
    record("dossier.opened", dossier, by=by, application=application.pk)
    return dossier


@transaction.atomic
def write_section(section: Section, text: str, *, revision: int, by: Account) -> Section:
    """Put a text in a section, if nobody did since `revision`. Raises SectionChanged, GatePassed."""
    held = Section.objects.select_for_update(of=("self",)).select_related("dossier", "edited_by").get(pk=section.pk)
    _require_open(held.dossier, held.gate)
    if held.revision != revision:
        raise SectionChanged(who=held.edited_by.name if held.edited_by else "–", title=held.title)
    held.text, held.revision = text.strip().replace("\r\n", "\n"), revision + 1
    held.edited_by, held.edited_at = by, timezone.now()
    held.save(update_fields=["text", "revision", "edited_by", "edited_at"])
    record("section.written", held, by=by, revision=held.revision)
    return held


@transaction.atomic
def pass_gate(dossier: Dossier, *, by: Account, reason: str = "") -> FrozenVersion:
    """Freeze the present paper. The order or contract is followed by its framing note at once; the specification waits
    for a team. Raises SectionsMissing, GatePassed."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    _require_open(held, dossier.gate)
    sections = list(held.sections.filter(gate=held.gate).select_related("origin"))
    if missing := [one.title for one in sections if one.is_required and not one.text.strip()]:
        raise SectionsMissing(titles=", ".join(missing))
    number = held.versions.filter(gate=held.gate).count() + 1
    version = FrozenVersion(dossier=held, gate=held.gate, number=number, reason=reason, frozen_at=timezone.now())
    version.content, version.frozen_by = content_of(sections), by
    _keep(version)
    _close(held, version)
    record("gate.passed", version, by=by, gate=version.gate, number=number, sha256=version.sha256)
    return version


@transaction.atomic
def open_again(dossier: Dossier, *, reason: str, by: Account) -> None:
    """Write the present paper again, for a version more. Raises CannotReopen where something stands on it."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    stands = (
        held.gate == Gate.SPECIFICATION and held.consultations.exclude(state="ended").exclude(state="draft").exists()
    )
    if held.is_open or stands:
        raise CannotReopen
    held.is_open = True
    held.save(update_fields=["is_open"])
    record("paper.opened_again", held, by=by, gate=held.gate, reason=reason)


def begin_contract(dossier: Dossier, facts: dict[str, str], *, by: Account) -> None:
    """A team was found: the order or contract inherits the specification, and `facts` (section → text) fill what nobody
    should type. Called inside the transaction of an order or a contract; nothing where the paper is further already."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if held.gate != Gate.SPECIFICATION:
        return
    version = latest(held, Gate.SPECIFICATION)
    _begin(held, Gate.CONTRACT, version)
    for key, text in facts.items():
        held.sections.filter(gate=Gate.CONTRACT, key=key).update(text=text, edited_by=by, edited_at=timezone.now())


def take_back_contract(dossier: Dossier) -> None:
    """Its order was cancelled: the specification waits for a team again. What was frozen stays."""
    held = Dossier.objects.select_for_update().get(pk=dossier.pk)
    if held.gate != Gate.SPECIFICATION:
        held.sections.exclude(gate=Gate.SPECIFICATION).delete()
        held.gate, held.is_open = Gate.SPECIFICATION, False
        held.save(update_fields=["gate", "is_open"])


def latest(dossier: Dossier, gate: Gate) -> FrozenVersion:
    """The last version that passed this gate. Raises GateNotPassed."""
    version: FrozenVersion | None = dossier.versions.filter(gate=gate).order_by("-number").first()
    if version is None:
        raise GateNotPassed(paper=gate.label)
    return version


def require_frozen_specification(dossier: Dossier) -> FrozenVersion:
    """Raises GateNotPassed where the specification is being written."""
    if dossier.gate == Gate.SPECIFICATION and dossier.is_open:
        raise GateNotPassed(paper=Gate.SPECIFICATION.label)
    return latest(dossier, Gate.SPECIFICATION)


def _require_open(dossier: Dossier, gate: str) -> None:
    if dossier.gate != gate or not dossier.is_open:
        raise GatePassed(paper=Gate(gate).label)


def _keep(version: FrozenVersion) -> None:
    """Its fingerprint, its PDF, its row."""
    version.sha256 = fingerprint(version.content)
    version.pdf = keep_pdf(version)
    version.save()


def _close(dossier: Dossier, version: FrozenVersion) -> None:
    dossier.is_open = False
    if dossier.gate == Gate.CONTRACT:
        _begin(dossier, Gate.FRAMING, version)
    dossier.save(update_fields=["is_open"])


def _begin(dossier: Dossier, gate: Gate, origin: FrozenVersion) -> None:
    """The next paper: what the version said, then what this paper adds. A paper begun before is begun again."""
    paper = papers()[gate]
    kept = [row for row in origin.content if row["key"] not in paper.left_out]
    sections = [
        Section(title=row["title"], key=row["key"], text=row["text"], inherited=row["text"], origin=origin)
        for row in kept
    ]
    known = {row["key"] for row in kept}
    sections += [
        Section(key=one.key, title=one.title, hint=one.hint, is_required=one.is_required)
        for one in paper.added
        if one.key not in known
    ]
    for ordinal, section in enumerate(sections, start=1):
        section.dossier, section.gate, section.ordinal = dossier, gate, ordinal
    dossier.sections.filter(gate=gate).delete()
    Section.objects.bulk_create(sections)
    dossier.gate, dossier.is_open = gate, True
    dossier.save(update_fields=["gate", "is_open"])
