"""What may be made of a thing by the rooms above: each names its own step at start, so that this room knows none."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from atelier.ateliers.models import Atelier
from atelier.ateliers.viewer import Viewer
from atelier.contributions.lineage.nodes import Node

FROM = "noeud"  # of the address: kind:uuid


@dataclass(frozen=True)
class Step:
    """`url_name` takes the atelier's slug, and finds the thing in its address (`node_asked`). Shown by `rank`.

    `takes`: the kinds of things it may begin from.
    """

    rank: int
    url_name: str
    label: str | Promise
    takes: Collection[str]
    is_open: Callable[[Viewer, Atelier], bool]


@dataclass(frozen=True)
class ShownStep:
    url: str
    label: str


_steps: dict[str, Step] = {}


def open_step(step: Step) -> None:
    """Called when the house starts."""
    _steps[step.url_name] = step


def steps_from(viewer: Viewer, atelier: Atelier, node: Node) -> list[ShownStep]:
    """What this viewer may make of this thing, in the order of the work: validated, tried, decided."""
    return [
        ShownStep(f"{reverse(step.url_name, kwargs={'slug': atelier.slug})}?{asked(node)}", str(step.label))
        for step in sorted(_steps.values(), key=lambda step: step.rank)
        if node.kind in step.takes and step.is_open(viewer, atelier)
    ]


def asked(node: Node) -> str:
    """The query of an address that begins from this thing."""
    return urlencode({FROM: f"{node.kind}:{node.id}"})


def node_asked(query: QueryDict) -> Node | None:
    """The thing an address begins from, whether it exists or not; None where it names none."""
    kind, _colon, number = query.get(FROM, "").partition(":")
    try:
        return Node(kind, UUID(number))
    except ValueError:
        return None
