"""Writes on the vision: begin, write, propose, adopt; and the order of the principles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.contributions.cards.commands import change_card
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.contributions.models import Card
from atelier.programme.calls.freezing import fingerprint
from atelier.synthesis.vision.citing import cited_numbers, without_strangers
from atelier.synthesis.vision.enums import VisionState
from atelier.synthesis.vision.errors import CardUnknown, DraftStands, NotProposed, VisionEmpty, VisionFrozen
from atelier.synthesis.vision.models import VisionText, VisionVersion
from atelier.synthesis.vision.queries import draft_of, principle_cards


@dataclass(frozen=True)
class Saved:
    """What became of a text. `held`: another one came first, and this one waits for its author."""

    version: VisionVersion
    held: VisionText | None = None


class Words(NamedTuple):
    title: str
    text: str


def vision_node(version: VisionVersion) -> Node:
    return Node("vision", version.pk)


@transaction.atomic
def begin_vision(
    atelier: Atelier, *, title: str = "", text: str = "", after: VisionVersion | None = None, by: Author,
    by_name: str = "",
) -> VisionVersion:  # fmt: skip
    """A draft, with the words of `after` unless others are given. Raises DraftStands, CardUnknown."""
    hold(atelier)
    if standing := draft_of(atelier):
        raise DraftStands(version=standing.name)
    number = (VisionVersion.objects.of(atelier).aggregate(last=Max("number"))["last"] or 0) + 1
    words = Words(title or (after.title if after else ""), _plain(text or (after.text if after else "")))
    known = after.citations if after else {}
    version = VisionVersion(atelier=atelier, number=number, after=after, made_by=by.author_ref, **words._asdict())
    version.citations = _citations(version, known)
    version.full_clean(exclude=["atelier", "after"])
    version.save(force_insert=True)
    _keep_text(version, words, base=0, by=by, by_name=by_name)
    record("vision.begun", version, by=by, number=number)
    return version


@transaction.atomic
def write_vision(version: VisionVersion, *, title: str, text: str, base: int, by: Author, by_name: str = "") -> Saved:
    """New words for a draft, written on its revision `base`.

    Where somebody wrote meanwhile, these words are held, and the draft stays as it is. Raises VisionFrozen,
    CardUnknown.
    """
    held = _locked(version)
    words = Words(title.strip(), _plain(text))
    if (held.title, held.text) == words:
        return Saved(held)
    if held.revision != base:
        waiting = _keep_text(held, words, base=base, by=by, by_name=by_name, is_held=True)
        record("vision.held", held, by=by, base=base)
        return Saved(held, waiting)
    held.title, held.text, held.revision = *words, base + 1
    held.citations = _citations(held, held.citations)
    held.full_clean(exclude=["atelier", "after"])
    held.save()
    _settle(held, by)
    _keep_text(held, words, base=base, by=by, by_name=by_name)
    record("vision.written", held, by=by, revision=held.revision)
    return Saved(held)


@transaction.atomic
def propose_vision(version: VisionVersion, *, by: Author) -> VisionVersion:
    """Freeze the words, with the cards they cite and the principles of the day. Raises VisionFrozen, VisionEmpty."""
    hold(version.atelier)
    held = _locked(version)
    if not held.title.strip() or not held.text.strip():
        raise VisionEmpty
    held.content = content_of(held)
    held.sha256 = sha256_of(held)
    held.state, held.proposed_at = VisionState.PROPOSED, timezone.now()
    held.save()
    sources = [Node("card", UUID(pk)) for pk in held.citations.values()]
    if sources:
        link(held.atelier, sources, vision_node(held), Relation.LED_TO, by=by)
    record("vision.proposed", held, by=by, number=held.number, sha256=held.sha256)
    return held


@transaction.atomic
def adopt_vision(version: VisionVersion, *, where: str = "", by: Author) -> VisionVersion:
    """The atelier makes it its own; the version adopted before says which one took its place. Raises NotProposed."""
    hold(version.atelier)
    held = _row(version)
    if held.state != VisionState.PROPOSED:
        raise NotProposed(version=held.name)
    adopted = VisionVersion.objects.of(held.atelier_id).filter(state=VisionState.ADOPTED).order_by("-adopted_at")
    before = adopted.first()
    held.state, held.adopted_at, held.adopted_where = VisionState.ADOPTED, timezone.now(), where.strip()
    held.full_clean(exclude=["atelier", "after"])
    held.save()
    if before:
        link(held.atelier, [vision_node(before)], vision_node(held), Relation.REPLACED, by=by)
    record("vision.adopted", held, by=by, number=held.number, where=held.adopted_where)
    return held


@transaction.atomic
def move_principle(card: Card, *, up: bool, by: Author, by_name: str = "") -> None:
    """One place up or down among the principles; at the end of the list it stays."""
    hold(card.atelier)
    ordered = list(principle_cards(card.atelier))
    at = next((place for place, one in enumerate(ordered) if one.pk == card.pk), None)
    if at is None or not 0 <= at + (-1 if up else 1) < len(ordered):
        return
    ordered.insert(at + (-1 if up else 1), ordered.pop(at))
    for rank, one in enumerate(ordered, start=1):
        if one.rank != rank:
            change_card(one, rank=float(rank), by=by, by_name=by_name)


def content_of(version: VisionVersion) -> dict[str, Any]:
    """What is read of a version: its words, and what the cards and the principles say today."""
    cited = Card.objects.of(version.atelier_id).filter(pk__in=version.citations.values()).order_by("number")
    return {
        "title": version.title,
        "text": version.text,
        "cards": [{"name": one.name, "kind": one.kind, "text": one.text, "id": str(one.pk)} for one in cited],
        "principles": [{"name": one.name, "text": one.text} for one in principle_cards(version.atelier)],
    }


def sha256_of(version: VisionVersion) -> str:
    """Of the content as canonical JSON, with the number of the version."""
    return fingerprint({"number": version.number}, version.content)


def _row(version: VisionVersion) -> VisionVersion:
    rows = VisionVersion.objects.of(version.atelier_id).select_for_update(of=("self",))
    held: VisionVersion = rows.select_related("atelier").get(pk=version.pk)
    return held


def _locked(version: VisionVersion) -> VisionVersion:
    held = _row(version)
    if held.is_frozen:
        raise VisionFrozen(version=held.name)
    return held


def _citations(version: VisionVersion, known: dict[str, str]) -> dict[str, str]:
    """Cards by name; one already cited stays the same card. Raises CardUnknown."""
    names = {f"C-{number}": number for number in cited_numbers(version.text)}
    missing = [number for name, number in names.items() if name not in known]
    rows = Card.objects.of(version.atelier_id).filter(number__in=missing).order_by("-made_at")
    found = known | {card.name: str(card.pk) for card in rows}
    for name in names:
        if name not in found:
            raise CardUnknown(card=name)
    return without_strangers(found, version.text)


def _settle(version: VisionVersion, by: Author) -> None:
    """Who writes again has read the text that came first: their held texts are in the history."""
    mine = VisionText.objects.of(version.atelier_id).filter(version=version, by=by.author_ref, settled_at=None)
    mine.filter(revision=0).update(settled_at=timezone.now())


def _keep_text(
    version: VisionVersion, words: Words, *, base: int, by: Author, by_name: str, is_held: bool = False
) -> VisionText:
    return VisionText.everywhere.create(
        version=version,
        revision=0 if is_held else version.revision,
        base=base,
        title=words.title,
        text=words.text,
        by=by.author_ref,
        by_name=by_name,
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
