"""What is sent, written in one way only, so that its SHA-256 says whether two versions are the same."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from atelier.programme.calls.models import Application
from atelier.programme.calls.sections import sections_of, text_of
from atelier.territories.models import Commune, Department, Epci


def facts_of(application: Application) -> dict[str, Any]:
    """Everything of an application but its texts, names spelt out: codes and organisations change with the years."""
    form = application.call.form
    papers = application.papers.filter(removed_at=None).select_related("file").order_by("kind", "id")
    department = Department.objects.filter(code=application.department).first()
    return {
        "title": application.title,
        "kind": application.kind,
        "call": {"slug": application.call.slug, "title": application.call.title},
        "holder": application.holder.name if application.holder else "",
        "department": {"code": application.department, "name": department.name if department else ""},
        "communes": named(Commune, application.communes),
        "epcis": named(Epci, application.epcis),
        "form": {"slug": form.slug, "number": form.number},
        "papers": [
            {"kind": one.kind, "name": one.file.name, "signed_by": one.signed_by, "sha256": one.file.sha256}
            for one in papers
        ],
    }


def content_of(application: Application) -> dict[str, dict[str, str]]:
    """The texts, in the order of the form, empty ones left out."""
    written: dict[str, dict[str, str]] = {}
    for section in sections_of(application.call.form):
        texts = {field.key: text_of(application.content, field) for field in section.fields}
        written[section.key] = {key: text for key, text in texts.items() if text.strip()}
    return written


def fingerprint(facts: dict[str, Any], content: dict[str, Any]) -> str:
    """SHA-256 of both as canonical JSON: keys sorted, no space, UTF-8."""
    whole = json.dumps([facts, content], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def named(model: type[Commune | Epci], codes: list[str]) -> list[dict[str, str]]:
    """[{"code", "name"}] in the order of the codes."""
    names = dict(model.objects.filter(code__in=codes).values_list("code", "name"))
    return [{"code": code, "name": names.get(code, code)} for code in codes]
