"""Reads on the living document: its sections, its versions, what changed between two of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from atelier.common.errors import NotSeen
from atelier.engines.wording.differences import Piece, word_differences
from atelier.people.enums import STATE_KINDS, OrganisationKind
from atelier.people.mandates import is_national, organisations_of
from atelier.people.models import Account
from atelier.procurement.document.models import Dossier, FrozenVersion, Section
from atelier.procurement.enums import Gate
from atelier.programme.calls.enums import ApplicationState
from atelier.programme.models import Application


@dataclass(frozen=True)
class SectionRow:
    """A section, and what changed in it since the version it comes from (nothing where nothing did)."""

    section: Section
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """A section in two versions."""

    title: str
    pieces: list[Piece]
    is_new: bool
    is_gone: bool

    @property
    def is_changed(self) -> bool:
        return any(piece.kind != "same" for piece in self.pieces)


def section_rows(dossier: Dossier, gate: Gate) -> list[SectionRow]:
    sections = dossier.sections.filter(gate=gate).select_related("origin", "edited_by")
    return [SectionRow(one, word_differences(one.inherited, one.text) if one.is_edited else []) for one in sections]


def versions_of(dossier: Dossier) -> QuerySet[FrozenVersion]:
    """In the order they were frozen."""
    return dossier.versions.select_related("frozen_by").order_by("frozen_at", "id")


def version_of(dossier: Dossier, pk: str) -> FrozenVersion:
    """Raises NotSeen, whatever was typed."""
    found = versions_of(dossier).filter(pk=pk).first() if pk.isdecimal() else None
    if found is None:
        raise NotSeen
    return found


def differences_between(before: FrozenVersion, after: FrozenVersion) -> list[Difference]:
    """Section by section, in the order of the later one; what it left out comes last."""
    old = {row["key"]: row for row in before.content}
    new = {row["key"]: row for row in after.content}
    keys = [*new, *(key for key in old if key not in new)]
    return [
        Difference(
            (new.get(key) or old[key])["title"],
            word_differences(old.get(key, {}).get("text", ""), new.get(key, {}).get("text", "")),
            is_new=key not in old,
            is_gone=key not in new,
        )
        for key in keys
    ]


def applications_waiting(account: Account | None) -> QuerySet[Application]:
    """Selected applications of the account's territory that have no dossier yet."""
    rows = Application.objects.filter(state=ApplicationState.SELECTED, dossier=None)
    if is_national(account):
        return rows
    mine = [one for one in organisations_of(account, STATE_KINDS) if one.territory]
    departments = [one.territory for one in mine if one.kind == OrganisationKind.DEPARTMENTAL]
    regions = [one.territory for one in mine if one.kind == OrganisationKind.REGIONAL]
    return rows.filter(Q(department__in=departments) | Q(region__in=regions))
