"""The hands a thing comes from: the drawings and notes at the start of its lineage, and where to see them drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from atelier.ateliers.models import Atelier
from atelier.contributions.cards.naming import who_said
from atelier.contributions.enums import Origin
from atelier.contributions.lineage.story import ON_A_SHELF, Story
from atelier.contributions.models import Contribution


@dataclass(frozen=True)
class Stroke:
    """`who`: the name where the workshop shows names, the college elsewhere. `replay_url`: the table's journal, from
    the moment this was drawn; '' when it came through no table."""

    id: str
    kind: str
    meaning: str
    color: str
    text: str
    who: str
    where: str
    said_at: Any
    is_erased: bool
    replay_url: str


def strokes_of(atelier: Atelier, story: Story) -> tuple[list[Stroke], int]:
    """Those of the story's page in the order they were drawn, itself when it is a drawing; and how many in all."""
    wanted = [node.id for node in (*story.origins, story.focus) if node.kind == "contribution"]
    said = Contribution.objects.of(atelier).select_related("said_by__workshop", "seat__workshop").filter(pk__in=wanted)
    first = (story.page - 1) * ON_A_SHELF
    return [_stroke(one) for one in said[first : first + ON_A_SHELF]], len(wanted)


def _stroke(one: Contribution) -> Stroke:
    url = ""
    if one.origin == Origin.TABLE:
        url = f"{reverse('tables:replay', args=[one.origin_ref])}?trait={one.pk}"
    return Stroke(
        id=str(one.pk),
        kind=str(one.get_kind_display()),
        meaning=one.meaning,
        color=one.color,
        text=one.text,
        who=who_said(one),
        where=one.origin_name,
        said_at=one.said_at,
        is_erased=one.erased_at is not None,
        replay_url=url,
    )
