"""The content of a paper written canonically, and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from atelier.procurement.document.models import Section
from atelier.programme.models import ApplicationVersion

Content = list[dict[str, Any]]  # [{"key", "title", "text", "origin"}]


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: the same on every machine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def fingerprint(value: object) -> str:
    return hashlib.sha256(canonical(value)).hexdigest()


def content_of(sections: Iterable[Section]) -> Content:
    """Sections as they stand; `origin` names the version a text came from untouched, "" where it was written here."""
    return [
        {
            "key": one.key,
            "title": one.title,
            "text": one.text,
            "origin": f"{one.origin.gate} {one.origin.number}" if one.origin and not one.is_edited else "",
        }
        for one in sections
        if one.text.strip()
    ]


def content_of_note(version: ApplicationVersion) -> Content:
    """The note by its sections; a section of several fields gives each under its label."""
    form = version.application.call.form
    return [row for row in (_of_section(section, version.content) for section in form.sections) if row["text"]]


def _of_section(section: dict[str, Any], content: dict[str, dict[str, str]]) -> dict[str, Any]:
    said = content.get(section["key"], {})
    written = [
        (one["label"], said[one["key"]].strip()) for one in section["fields"] if said.get(one["key"], "").strip()
    ]
    texts = [text if len(section["fields"]) == 1 else f"{label}\n{text}" for label, text in written]
    return {"key": section["key"], "title": section["title"], "text": "\n\n".join(texts), "origin": ""}
