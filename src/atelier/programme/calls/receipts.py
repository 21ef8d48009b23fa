"""The receipt of a version: everything that was sent, as a tagged PDF, made once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_tasks import task

from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import PDF
from atelier.common.models import StoredFile
from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.programme.calls.enums import PaperKind
from atelier.programme.calls.models import ApplicationVersion, CallForm
from atelier.programme.calls.sections import sections_of, text_of
from atelier.programme.enums import SessionKind

LAYOUT = Path(__file__).parent / "layouts" / "receipt.typ"
HOUSE = System()


@task()
def make_receipt(version_id: int) -> None:
    """What the worker does after a sending."""
    receipt_of(ApplicationVersion.objects.select_related("application__call__form").get(pk=version_id))


def receipt_of(version: ApplicationVersion) -> StoredFile:
    """The PDF of a version, made now if it is not there."""
    if version.pdf is None:
        with translation.override("fr"):
            content = typeset_pdf(LAYOUT, receipt_words(version))
        name = f"{version.application.slug}-v{version.number}.pdf"
        file = keep_bytes(content, name=name, kind=PDF, by=HOUSE)
        ApplicationVersion.objects.filter(pk=version.pk, pdf=None).update(pdf=file)
        version.refresh_from_db(fields=["pdf"])
    assert version.pdf is not None
    return version.pdf


def receipt_words(version: ApplicationVersion) -> dict[str, Any]:
    """What the layout prints. Words people wrote are data, never markup."""
    facts = version.facts
    sent = {"date": date_format(timezone.localtime(version.submitted_at), "DATETIME_FORMAT"), "number": version.number}
    return {
        "title": facts["title"],
        "eyebrow": _("Receipt of an application"),
        "subtitle": facts["call"]["title"],
        "sent": _("Sent on %(date)s, version %(number)s") % sent,
        "cells": [
            {"label": label, "value": value}
            for label, value in (
                (_("Kind"), str(SessionKind(facts["kind"]).label)),
                (_("Carried by"), facts["holder"]),
                (_("Department"), "{name} ({code})".format(**facts["department"])),
                (_("Territory"), ", ".join(place["name"] for place in [*facts["epcis"], *facts["communes"]])),
            )
            if value
        ],
        "sections": _sections(version),
        "papers_title": _("Papers sent with it"),
        "papers": [
            {
                "kind": str(PaperKind(paper["kind"]).label),
                "name": paper["name"],
                "signed_by": paper["signed_by"],
                "sha256": paper["sha256"],
            }
            for paper in facts["papers"]
        ],
        "fingerprint_title": _("Fingerprint (SHA-256)"),
        "fingerprint": version.sha256,
        "note": _(
            "Whoever has the same texts and papers finds the same fingerprint: it shows that nothing was changed."
        ),
        "demo": _("Demonstration: people and words are invented.") if version.application.call.is_demo else "",
    }


def _sections(version: ApplicationVersion) -> list[dict[str, Any]]:
    """Those of the form it was sent with, answers in their order."""
    said = version.facts["form"]
    form = CallForm.objects.filter(slug=said["slug"], number=said["number"]).first() or version.application.call.form
    sections = []
    for section in sections_of(form):
        answers = [{"label": field.label, "text": text_of(version.content, field)} for field in section.fields]
        written = [answer for answer in answers if answer["text"].strip()]
        if written:
            sections.append({"title": section.title, "answers": written})
    return sections
