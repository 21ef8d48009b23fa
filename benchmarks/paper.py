"""How well photographs of sheets are read: `paper.py --shots scan easy medium hard messenger --seeds 1 2`.

Sheets are made, drawn on and photographed by tests/engines/paper/photographs.py, which shares nothing with the reader.
Recall, precision: share of the drawn, of the found length (lines), rim (areas) or marks (points) within 1.5 mm of the
other; a point counts as 12 mm. Writing is neither: found there, it is wrong. RMSE: mm of paper, of what was matched.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import shapely

ROOT = Path(__file__).resolve().parents[1]
NEAR_MM, POINT_MM, STEP_MM = 1.5, 12.0, 0.5
COLUMNS = ("recall", "precision", "rmse_mm", "pen", "kind")


def shape_of(kind: str, path: np.ndarray) -> Any:
    if kind == "point":
        return shapely.Point(path[0])
    return shapely.LineString(path if kind == "line" else np.concatenate([path, path[:1]]))


def samples(shape: Any) -> np.ndarray:
    if shape.geom_type == "Point":
        return np.array(shape.coords)
    return shapely.get_coordinates(shape.segmentize(STEP_MM))


def score(marks: Any, drawn: Any) -> tuple[dict[str, float], list[str]]:
    """marks: found; drawn: true. Figures, and a line on each mistake."""
    true = [one for one in drawn if one.kind != "writing"]
    lines, found = [shape_of(t.kind, t.path) for t in true], [shape_of(m.kind, m.path) for m in marks]
    reach, errors, hits, owed = NEAR_MM, [], 0.0, 0.0
    pens, kinds, notes = [], [], []
    for one, line in zip(true, lines, strict=True):
        weight, limit = (POINT_MM, 2.5) if one.kind == "point" else (line.length, reach)
        owed += weight
        points = samples(line)
        away = np.array([[shape.distance(p) for shape in found] for p in shapely.points(points)]).reshape(len(points), -1)
        nearest = away.min(axis=1) if away.size else np.full(len(points), 99.0)
        share = float((nearest < limit).mean())
        hits += weight * share
        if share < 0.9:
            notes.append(f"missed {1 - share:.0%} of {one.style} pen {one.pen} at {points.mean(axis=0).round()}")
        if share > 0:
            owner = int(np.bincount(away.argmin(axis=1)[nearest < limit]).argmax())
            pens.append((marks[owner].pen == one.pen, weight))
            kinds.append((marks[owner].kind == one.kind, weight))
            errors += [(nearest[nearest < limit] ** 2).mean()] * max(1, round(weight))
            if not (pens[-1][0] and kinds[-1][0]):
                notes.append(f"{one.style} pen {one.pen} read as {marks[owner].kind} pen {marks[owner].pen} at {points.mean(axis=0).round()}")
    right = claimed = 0.0
    for mark, shape in zip(marks, found, strict=True):
        weight, limit = (POINT_MM, 2.5) if mark.kind == "point" else (shape.length, reach)
        points = shapely.points(samples(shape))
        near = np.array([min((line.distance(p) for line in lines), default=99.0) for p in points])
        share = float((near < limit).mean())
        claimed, right = claimed + weight, right + weight * share
        if share < 0.8:
            notes.append(f"invented {mark.kind} pen {mark.pen} {weight:.0f} mm at {np.array(shape.centroid.coords)[0].round()}")

    def part(pairs: list[tuple[bool, float]]) -> float:
        return sum(w for ok, w in pairs if ok) / max(sum(w for _, w in pairs), 1e-9) if pairs else 1.0

    return {
        "recall": round(hits / owed, 3) if owed else 1.0,
        "precision": round(right / claimed, 3) if claimed else 1.0,
        "rmse_mm": round(float(np.sqrt(np.mean(errors))), 3) if errors else 0.0,
        "pen": round(part(pens), 3), "kind": round(part(kinds), 3), "marks": len(marks), "drawn": len(true),
    }, notes  # fmt: skip
