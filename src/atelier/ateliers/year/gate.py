"""The gate of a stage: what it asks, what is there, who passed it and why; and what is brought to it."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from atelier.ateliers.models import Deliverable, Paper, Passage, Stage, ThematicGroup, Validation
from atelier.ateliers.year.errors import AddressOutside, GateNotPassed, GatePassed, GateRefused, ReasonMissing
from atelier.common.audit import Author, record
from atelier.common.files import keep_upload
from atelier.common.kinds import PAPERS
from atelier.people.models import Account

MOST_MB = 25


def missing_at(stage: Stage) -> list[str]:
    """What is not there yet, in words: deliverables, validations, the stage before."""
    lacking = [
        one.title
        for one in stage.deliverables.all()
        if one.is_required and not one.removed_at and not [paper for paper in one.papers.all() if not paper.removed_at]
    ]
    lacking += [
        _("the validation of: %(who)s") % {"who": one.get_role_display()}
        for one in stage.validations.all()
        if one.given_at is None
    ]
    before = stage.after
    if before is not None and before.removed_at is None and passage_of(before) is None:
        lacking.append(_("the gate of “%(stage)s”") % {"stage": before.title})
    return lacking


def passage_of(stage: Stage) -> Passage | None:
    """The passage that holds; None while the stage is open."""
    return next((one for one in stage.passages.all() if one.reopened_at is None), None)


@transaction.atomic
def pass_gate(stage: Stage, *, account: Account | None, by: Author, reason: str = "") -> Passage:
    """The stage is done. Raises GateRefused where something is missing and no reason is given, GatePassed."""
    missing = missing_at(stage)
    if missing and not reason.strip():
        raise GateRefused(missing=", ".join(missing))
    try:
        with transaction.atomic():
            passage = Passage.everywhere.create(
                stage=stage, passed_by=account, missing=missing, reason=reason.strip() if missing else ""
            )
    except IntegrityError:
        raise GatePassed from None
    record("gate.passed", passage, by=by, stage=stage.title, missing=missing, reason=passage.reason)
    return passage


@transaction.atomic
def reopen_stage(stage: Stage, *, account: Account | None, reason: str, by: Author) -> None:
    """The passage no longer holds; its line stays, with the reason. Raises ReasonMissing, GateNotPassed."""
    if not reason.strip():
        raise ReasonMissing
    held = Passage.objects.of(stage.atelier_id).filter(stage=stage, reopened_at=None).first()
    if held is None:
        raise GateNotPassed
    held.reopened_at, held.reopened_by, held.reopened_reason = timezone.now(), account, reason.strip()
    held.save(update_fields=["reopened_at", "reopened_by", "reopened_reason"])
    record("gate.reopened", held, by=by, stage=stage.title, reason=held.reopened_reason)


@transaction.atomic
def give_validation(validation: Validation, *, account: Account | None, words: str, by: Author) -> None:
    """Given once; given again it keeps the first hand and hour."""
    if validation.given_at is not None:
        return
    validation.given_at, validation.given_by, validation.words = timezone.now(), account, words.strip()
    validation.save(update_fields=["given_at", "given_by", "words"])
    record(
        "validation.given", validation, by=by, stage=validation.stage.title, role=validation.role,
        words=validation.words,
    )  # fmt: skip


@transaction.atomic
def take_validation_back(validation: Validation, *, by: Author) -> None:
    validation.given_at, validation.given_by = None, None
    validation.save(update_fields=["given_at", "given_by"])
    record("validation.taken_back", validation, by=by, stage=validation.stage.title, role=validation.role)


@transaction.atomic
def bring_file(
    deliverable: Deliverable, upload: UploadedFile[bytes], *, title: str, account: Account | None, by: Author
) -> Paper:
    """Keep a file for a deliverable. Raises FileRefused."""
    kept = keep_upload(upload, kinds=PAPERS, most_mb=MOST_MB, by=by)
    return _bring(deliverable, Paper(title=title.strip() or kept.name, file=kept), account, by=by)


@transaction.atomic
def bring_address(deliverable: Deliverable, address: str, *, title: str, account: Account | None, by: Author) -> Paper:
    """Point to a thing in Atelier by the path of its page. Raises AddressOutside."""
    path = address_inside(address)
    return _bring(deliverable, Paper(title=title.strip() or path, address=path), account, by=by)


def address_inside(address: str) -> str:
    """The path of a page of this house; whatever host was typed before it. Raises AddressOutside."""
    path = "/" + address.strip().partition("://")[2].partition("/")[2] if "://" in address else address.strip()
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        raise AddressOutside from None
    if path.startswith("//"):
        raise AddressOutside
    return path


def _bring(deliverable: Deliverable, paper: Paper, account: Account | None, *, by: Author) -> Paper:
    paper.deliverable, paper.brought_by = deliverable, account
    paper.full_clean(exclude=["deliverable"])
    paper.save()
    record("paper.brought", paper, by=by, deliverable=deliverable.title, title=paper.title)
    return paper


@transaction.atomic
def remove_paper(paper: Paper, *, by: Author) -> None:
    """The paper no longer counts; its line stays."""
    paper.removed_at = timezone.now()
    paper.save(update_fields=["removed_at"])
    record("paper.removed", paper, by=by, deliverable=paper.deliverable.title, title=paper.title)


@transaction.atomic
def ask_deliverable(stage: Stage, *, title: str, is_required: bool, by: Author) -> Deliverable:
    """One thing more at the gate of a stage."""
    asked = Deliverable(stage=stage, title=title.strip(), is_required=is_required)
    asked.full_clean(exclude=["stage"])
    asked.save()
    record("deliverable.asked", asked, by=by, stage=stage.title, title=asked.title)
    return asked


@transaction.atomic
def drop_deliverable(deliverable: Deliverable, *, by: Author) -> None:
    """It is asked no more; what was brought for it stays in its line."""
    deliverable.removed_at = timezone.now()
    deliverable.save(update_fields=["removed_at"])
    record("deliverable.dropped", deliverable, by=by, stage=deliverable.stage.title, title=deliverable.title)


@transaction.atomic
def keep_group(group: ThematicGroup, *, by: Author) -> ThematicGroup:
    """A thematic group, new or changed."""
    is_new = group.pk is None
    group.full_clean(exclude=["stage"])
    group.save()
    record("group.made" if is_new else "group.changed", group, by=by, title=group.title, stage=group.stage.title)
    return group


@transaction.atomic
def remove_group(group: ThematicGroup, *, by: Author) -> None:
    group.removed_at = timezone.now()
    group.save(update_fields=["removed_at"])
    record("group.removed", group, by=by, title=group.title)
