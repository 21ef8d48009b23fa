"""Where everything stands on the page; mm from its top left corner.

The map has the middle. Markers stand in the margins left, right, above and below; the title and the boxes to fill in
share the band above; the legend is below on the left, the scale, the credits and the QR below on the right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from atelier.engines.paper.markers import Box, marker_boxes
from atelier.engines.paper.papers import Paper

ROW_MM, HEAD_MM, FOOT_MM = 8.4, 7.5, 4.5  # of the legend, on an A3
TWO_COLUMNS_MM = 128.0
VOTE_MM, VOTE_AIR_MM = 22.0, 4.0
ID_MM, QR_TOP_MM = 6.5, 1.0
LEAST_RIGHT_MM = 34.0


@dataclass(frozen=True)
class Layout:
    """Boxes are x0, y0, x1, y1. swatches: one a pen. votes: one a question."""

    page: tuple[float, float]
    size: float
    frame: Box
    markers: tuple[Box, ...]
    title: Box
    table: Box
    college: Box
    legend: Box
    swatches: tuple[Box, ...]
    facts: Box
    qr: Box
    votes: tuple[Box, ...]


def lay_out(paper: Paper, *, portrait: bool, pens: int, votes: int = 0) -> Layout:
    """The page of a sheet. Raises ValueError when the legend and the votes leave no room for a map."""
    width, height = paper.page_mm(portrait=portrait)
    size, margin, quiet, marker = paper.size, paper.margin_mm, paper.quiet_mm, paper.marker_mm
    side = margin + marker + quiet
    half = (width - 2 * side - marker) / 2 - quiet - 3 * size
    rows = math.ceil(pens / (2 if half >= TWO_COLUMNS_MM * size else 1))
    band = max(
        (HEAD_MM + rows * ROW_MM + FOOT_MM) * size, paper.qr_mm + (QR_TOP_MM + ID_MM) * size, LEAST_RIGHT_MM * size
    )
    vote = max(VOTE_MM * size, marker) + VOTE_AIR_MM * size if votes else 0.0
    frame = (side, side, width - side, round(height - margin - band - vote - quiet - 1.5 * size, 1))
    if frame[3] - frame[1] < frame[2] - frame[0] and frame[3] - frame[1] < height / 3:
        raise ValueError("no room for a map")
    top = frame[3] + quiet + vote
    legend = (frame[0], top, frame[0] + half, top + band)
    right = (frame[2] - half, top, frame[2], top + band)
    return Layout(
        page=(width, height), size=size, frame=frame, markers=marker_boxes(frame, marker, quiet),
        title=(frame[0], margin, frame[0] + half, margin + marker),
        table=(right[0], margin, right[0] + 0.3 * half, margin + marker),
        college=(right[0] + 0.3 * half + 2 * size, margin, frame[2], margin + marker),
        legend=legend, swatches=_swatches(legend, size, pens, rows),
        facts=(right[0], top, right[2] - paper.qr_mm - 6 * size, top + band),
        qr=(right[2] - paper.qr_mm, top + QR_TOP_MM * size, right[2], top + QR_TOP_MM * size + paper.qr_mm),
        votes=_votes(frame, frame[3] + quiet, vote - VOTE_AIR_MM * size, half, votes, 2 * size),
    )  # fmt: skip


def _swatches(legend: Box, size: float, pens: int, rows: int) -> tuple[Box, ...]:
    """Samples of the colours, column by column."""
    x0, y0, x1, _ = legend
    columns = math.ceil(pens / rows)
    step = (x1 - x0) / columns
    boxes = []
    for index in range(pens):
        column, row = divmod(index, rows)
        x, y = x0 + column * step, y0 + (HEAD_MM + row * ROW_MM) * size
        boxes.append((x, y + 0.9 * size, x + 12 * size, y + 6.6 * size))
    return tuple(boxes)


def _votes(frame: Box, y: float, height: float, half: float, count: int, gap: float) -> tuple[Box, ...]:
    """Boxes for stickers, half of them on each side of the lower middle marker."""
    if not count:
        return ()
    sides = [(frame[0], math.ceil(count / 2)), (frame[2] - half, count // 2)]
    boxes = []
    step = (half + gap) / sides[0][1]
    for x, here in sides:
        for index in range(here):
            boxes.append((x + index * step, y, x + (index + 1) * step - gap, y + height))
    return tuple(boxes)
