"""Papers as PDF: one layout for all of procurement (layouts/paper.typ), words in as data only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.common.audit import System
from atelier.common.files import keep_bytes
from atelier.common.kinds import PDF
from atelier.common.models import StoredFile
from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.procurement.document.models import FrozenVersion

LAYOUT = Path(__file__).resolve().parents[1] / "layouts" / "paper.typ"
Block = dict[str, Any]


def heading(text: str) -> Block:
    return {"kind": "heading", "text": text}


def words(text: str) -> Block:
    """Paragraphs: a blank line parts them, a line break stays."""
    paragraphs = [part.strip().split("\n") for part in text.split("\n\n") if part.strip()]
    return {"kind": "words", "paragraphs": paragraphs}


def quiet(text: str) -> Block:
    return {"kind": "quiet", "text": text}


def grid(caption: str, head: list[str], rows: list[list[str]], *, widths: list[str] | None = None) -> Block:
    """A table. widths: "auto" or a number of shares for each column; numbers stand right where they end in a digit."""
    return {"kind": "grid", "caption": caption, "head": head, "rows": rows, "widths": widths or ["1"] * len(head)}


def paper(
    title: str, *, eyebrow: str, cells: list[tuple[str, str]], blocks: list[Block], foot: str, is_demo: bool = False
) -> bytes:
    """The PDF of one paper: its title, a cartouche of facts, its blocks. In French, as the papers are."""
    values = {
        "title": title,
        "eyebrow": eyebrow,
        "cells": [[label, value] for label, value in cells if value],
        "blocks": blocks,
        "foot": foot,
        "demo": _("Demonstration: invented people and words.") if is_demo else "",
        "page": _("page"),
    }
    return typeset_pdf(LAYOUT, values)


def keep_pdf(version: FrozenVersion) -> StoredFile:
    """The tagged PDF of a version, kept once and for all."""
    with override("fr"):
        content = _version_pdf(version)
        name = f"{version.dossier.application.slug}-{version.gate}-{version.number}.pdf"
    return keep_bytes(content, name=name, kind=PDF, by=System())


def _version_pdf(version: FrozenVersion) -> bytes:
    dossier = version.dossier
    blocks: list[Block] = []
    for row in version.content:
        blocks += [heading(row["title"]), words(row["text"])]
        if row["origin"]:
            gate, number = row["origin"].split(" ")
            blocks.append(quiet(_("Taken as it was from: %(paper)s") % {"paper": paper_name(gate, number)}))
    cells = [
        (_("Version"), str(version.number)),
        (_("Frozen"), moment(version.frozen_at)),
        (_("By"), version.frozen_by.name if version.frozen_by else ""),
        (_("Reason"), version.reason),
    ]
    return paper(
        dossier.title,
        eyebrow=version.get_gate_display(),
        cells=cells,
        blocks=blocks,
        foot=_("Fingerprint (SHA-256) of the text: %(sha256)s") % {"sha256": version.sha256},
        is_demo=dossier.is_demo,
    )


def paper_name(gate: str, number: object) -> str:
    """«Cahier des charges, version 2»."""
    from atelier.procurement.enums import Gate

    return _("%(paper)s, version %(number)s") % {"paper": Gate(gate).label, "number": number}


def moment(at: Any) -> str:
    return formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")


def day(on: Any) -> str:
    return formats.date_format(on, "DATE_FORMAT")
