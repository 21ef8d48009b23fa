"""Writes on demonstrators: write, change, move on, show in pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from atelier.ateliers.models import Atelier
from atelier.common.audit import Author, record
from atelier.common.files import keep_picture
from atelier.contributions.lineage.commands import hold, link
from atelier.contributions.lineage.enums import Relation
from atelier.contributions.lineage.nodes import Node
from atelier.synthesis.demonstrators.enums import LATER, DemonstratorState, Moment, People
from atelier.synthesis.demonstrators.errors import (
    DemonstratorChanged,
    NoSuchPair,
    PeopleUnasked,
    PictureUncredited,
    PictureUntold,
    ReasonToStop,
)
from atelier.synthesis.demonstrators.models import Demonstrator, SitePicture
from atelier.synthesis.demonstrators.places import inherited_place
from atelier.synthesis.prototypes.models import Variant

CHANGEABLE = ("title", "text", "place_name", "bearers", "geometry")
UNCHECKED = ("atelier", *Demonstrator.BOUNDS)
MOST_MB = 15


@dataclass(kw_only=True)
class Planned:
    """The words of a demonstrator (see the model). Without `geometry` it stands where its sources do."""

    title: str
    text: str = ""
    place_name: str = ""
    bearers: str = ""
    geometry: dict[str, Any] | None = None
    state: str = DemonstratorState.CONSIDERED


@dataclass(kw_only=True)
class Shown:
    """What is said of a picture (see SitePicture)."""

    alternative: str
    moment: str = Moment.TODAY
    before: SitePicture | None = None
    caption: str = ""
    credit: str = ""
    taken_on: dt.date | None = None
    people: str = People.UNSAID
    is_public: bool = False


def demonstrator_node(demonstrator: Demonstrator) -> Node:
    return Node("demonstrator", demonstrator.pk)


@transaction.atomic
def write_demonstrator(atelier: Atelier, planned: Planned, *, by: Author, sources: Sequence[Node] = ()) -> Demonstrator:
    """A new site, linked to the hypotheses it tries. Raises LineageLoop."""
    hold(atelier)
    plain = {one.name: getattr(planned, one.name) for one in fields(planned) if one.name != "geometry"}
    last = Demonstrator.objects.of(atelier).aggregate(number=Max("number"))["number"] or 0
    one = Demonstrator(atelier=atelier, number=last + 1, made_by=by.author_ref, **plain)
    one.locate(planned.geometry or inherited_place(atelier, sources))
    one.full_clean(exclude=UNCHECKED)
    one.save(force_insert=True)
    if sources:
        link(atelier, sources, demonstrator_node(one), Relation.LED_TO, by=by)
    record("demonstrator.written", one, by=by, number=one.number)
    return one


@transaction.atomic
def change_demonstrator(
    one: Demonstrator, *, revision: int | None = None, sources: Sequence[Node] = (), by: Author, **wanted: Any
) -> Demonstrator:
    """Other words or place, if nobody changed it since `revision`; `sources` are added to those it has.

    wanted: among CHANGEABLE. What it said before stays in the audit. Raises DemonstratorChanged, LineageLoop.
    """
    if unknown := set(wanted) - set(CHANGEABLE):
        raise ValueError(f"{sorted(unknown)} do not change")
    held = _held(one)
    if revision is not None and held.revision != revision:
        raise DemonstratorChanged(name=held.name)
    if sources:
        link(held.atelier, sources, demonstrator_node(held), Relation.LED_TO, by=by)
    before = {name: getattr(held, name) for name in wanted if getattr(held, name) != wanted[name]}
    if before:
        for name in before:
            if name == "geometry":
                held.locate(wanted[name])
            else:
                setattr(held, name, wanted[name])
        _save(held)
        record("demonstrator.changed", held, by=by, before=before)
    return held


@transaction.atomic
def move_demonstrator(one: Demonstrator, state: str, *, reason: str = "", by: Author) -> Demonstrator:
    """How far it is; one that stops says why. Raises ReasonToStop."""
    held = _held(one)
    if state == DemonstratorState.STOPPED and not reason.strip():
        raise ReasonToStop
    before = held.state
    held.state, held.state_reason = DemonstratorState(state), reason.strip()
    _save(held)
    record("demonstrator.moved", held, by=by, was=before, state=held.state, reason=held.state_reason)
    return held


@transaction.atomic
def add_picture(
    one: Demonstrator, upload: UploadedFile[bytes], shown: Shown, *, variant: Variant | None = None, by: Author
) -> SitePicture:
    """A photograph made anew, without its position or maker.

    Raises FileRefused, PictureUntold, NoSuchPair, PictureUncredited, PeopleUnasked.
    """
    if not shown.alternative.strip():
        raise PictureUntold
    before = shown.before
    if before and (shown.moment not in LATER or before.is_later or before.demonstrator_id != one.pk):
        raise NoSuchPair
    _require_words_to_publish(shown.credit, shown.people, is_public=shown.is_public)
    kept = keep_picture(upload, most_mb=MOST_MB, by=by)
    plain = {item.name: getattr(shown, item.name) for item in fields(shown)}
    picture = SitePicture(demonstrator=one, variant=variant, file=kept, **plain)
    picture.full_clean(exclude=["demonstrator", "variant", "file", "before"])
    picture.save(force_insert=True)
    record("picture.added", picture, by=by, moment=picture.moment)
    return picture


@transaction.atomic
def allow_picture(picture: SitePicture, *, credit: str, people: str, is_public: bool, by: Author) -> None:
    """Who took it, what those one recognises said, and whether it may be published: taken back, it is off at once.

    What was said before stays in the audit. Raises PictureUncredited, PeopleUnasked.
    """
    _require_words_to_publish(credit, people, is_public=is_public)
    before = {name: getattr(picture, name) for name in ("credit", "people", "is_public")}
    picture.credit, picture.people, picture.is_public = credit.strip(), People(people), is_public
    picture.save(update_fields=list(before))
    record("picture.allowed", picture, by=by, before=before, people=picture.people, is_public=is_public)


def _require_words_to_publish(credit: str, people: str, *, is_public: bool) -> None:
    if is_public and not credit.strip():
        raise PictureUncredited
    if is_public and people == People.UNSAID:
        raise PeopleUnasked


@transaction.atomic
def remove_picture(picture: SitePicture, *, by: Author) -> None:
    """It is shown no more; its row and its file stay."""
    picture.removed_at = timezone.now()
    picture.save(update_fields=["removed_at"])
    record("picture.removed", picture, by=by, alternative=picture.alternative)


def _held(one: Demonstrator) -> Demonstrator:
    hold(one.atelier)
    rows = Demonstrator.objects.of(one.atelier_id).select_for_update(of=("self",))
    held: Demonstrator = rows.select_related("atelier").get(pk=one.pk)
    return held


def _save(held: Demonstrator) -> None:
    held.revision += 1
    held.full_clean(exclude=UNCHECKED)
    held.save()
