"""Where the boxes and threads of a story stand on screen: a column a kind, from what was said to what was decided."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from atelier.contributions.lineage.nodes import Node
from atelier.contributions.lineage.story import GONE, Story

BOX_WIDTH, BOX_HEIGHT, GAP, PITCH, TOP = 176, 52, 12, 220, 40
LETTERS, LINES = 25, 2
SWEEPS = 4
COLORS = {
    "contribution": "#5c574f",
    "card": "#b0531a",
    "theme": "#8a6d1c",
    "statement": "#0e7c7b",
    "vision": "#1f5a96",
    "round": "#5b4b9a",
    "demonstrator": "#3b7a2a",
    "solution": "#3b7a2a",
    "project": "#3b7a2a",
    "action": "#a32626",
    "roadmap": "#1d1a16",
}


@dataclass(frozen=True)
class Box:
    """Numbers are texts: a decimal comma would break the drawing."""

    node: Node
    x: str
    y: str
    lines: tuple[str, ...]
    title: str
    color: str
    is_focus: bool


@dataclass(frozen=True)
class Heading:
    x: str
    label: str
    hidden: int


@dataclass(frozen=True)
class Picture:
    """width and height in pixels; threads are SVG paths, those of the focus apart."""

    width: str
    height: str
    boxes: tuple[Box, ...]
    headings: tuple[Heading, ...]
    threads: tuple[str, ...]
    near_threads: tuple[str, ...]
    box_width: str = str(BOX_WIDTH)
    box_height: str = str(BOX_HEIGHT)


def picture_of(story: Story) -> Picture:
    """A few boxes a column (story.MOST_IN_COLUMN), the nearest to the focus: the lists beside hold them all."""
    shown = [[node for node in column.nodes if node in story.told] for column in story.columns]
    places = _places(story, shown)
    boxes = tuple(_box(story, node, places[node]) for column in shown for node in column)
    before = ["", *(column.label for column in story.columns)]
    headings = tuple(
        Heading(str(number * PITCH), "" if before[number] == column.label else column.label, column.hidden)
        for number, column in enumerate(story.columns)
    )
    drawn = [(a, b, _thread(places[a], places[b])) for a, b, _ in story.edges if a in places and b in places]
    near = {thread for a, b, thread in drawn if story.focus in (a, b)}
    tallest = max((len(column) for column in shown), default=1)
    return Picture(
        width=str((len(shown) - 1) * PITCH + BOX_WIDTH + 4),
        height=str(TOP + tallest * (BOX_HEIGHT + GAP) + 4),
        boxes=boxes,
        headings=headings,
        threads=tuple(thread for _, _, thread in drawn if thread not in near),
        near_threads=tuple(sorted(near)),
    )


def _places(story: Story, columns: Sequence[list[Node]]) -> dict[Node, tuple[int, float]]:
    """(x, y) of each box; each column ordered by the middle of what it is linked to, so that few threads cross."""
    row = {node: float(index) for column in columns for index, node in enumerate(column)}
    linked: defaultdict[Node, list[Node]] = defaultdict(list)
    for source, target, _ in story.edges:
        if source in row and target in row:
            linked[source].append(target)
            linked[target].append(source)
    for _ in range(SWEEPS):
        for column in columns:
            middle = {node: sum(row[one] for one in linked[node]) / max(1, len(linked[node])) for node in column}
            column.sort(key=lambda node: middle[node])
            row.update({node: float(index) for index, node in enumerate(column)})
    tallest = max((len(column) for column in columns), default=1)
    return {
        node: (number * PITCH + 2, TOP + (index + (tallest - len(column)) / 2) * (BOX_HEIGHT + GAP))
        for number, column in enumerate(columns)
        for index, node in enumerate(column)
    }


def _box(story: Story, node: Node, place: tuple[int, float]) -> Box:
    told = story.told.get(node, GONE)
    words = told.text or told.title
    lines = textwrap.wrap(words, LETTERS, max_lines=LINES, placeholder="…") or [told.title]
    color = COLORS.get(node.kind, "#5c574f")
    return Box(node, str(place[0]), f"{place[1]:.1f}", tuple(lines), told.title, color, node == story.focus)


def _thread(start: tuple[int, float], end: tuple[int, float]) -> str:
    """A curve from the right side of a box to the left side of another; around it when they share a column."""
    x1, y1 = start[0] + BOX_WIDTH, start[1] + BOX_HEIGHT / 2
    x2, y2 = end[0], end[1] + BOX_HEIGHT / 2
    bend = max(30.0, abs(x2 - x1) / 2)
    return f"M{x1} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2} {y2:.1f}"
