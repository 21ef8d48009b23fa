"""How well photographs of sheets are read: `paper.py --shots scan easy medium hard messenger --seeds 1 2`.

Sheets are made, drawn on and photographed by tests/engines/paper/photographs.py, which shares nothing with the reader.
Recall, precision: share of the drawn, of the found length (lines), rim (areas) or marks (points) within 1.5 mm of the
other; a point counts as 12 mm. Writing is neither: found there, it is wrong. RMSE: mm of paper, of what was matched.
"""

from __future__ import annotations

import argparse
import json
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
    reach, hits, owed = NEAR_MM, 0.0, 0.0
    errors: list[float] = []
    pens: list[tuple[bool, float]] = []
    kinds: list[tuple[bool, float]] = []
    notes: list[str] = []
    for one, line in zip(true, lines, strict=True):
        weight, limit = (POINT_MM, 2.5) if one.kind == "point" else (line.length, reach)
        owed += weight
        points = samples(line)
        away = np.array([[shape.distance(p) for shape in found] for p in shapely.points(points)]).reshape(
            len(points), -1
        )
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
                mistaken = f"{marks[owner].kind} pen {marks[owner].pen} at {points.mean(axis=0).round()}"
                notes.append(f"{one.style} pen {one.pen} read as {mistaken}")
    precision, invented = precision_of(marks, found, lines)
    notes += invented
    return {
        "recall": round(hits / owed, 3) if owed else 1.0,
        "precision": precision,
        "rmse_mm": round(float(np.sqrt(np.mean(errors))), 3) if errors else 0.0,
        "pen": share_of(pens), "kind": share_of(kinds), "marks": len(marks), "drawn": len(true),
    }, notes  # fmt: skip


def precision_of(marks: Any, found: list[Any], lines: list[Any]) -> tuple[float, list[str]]:
    notes = []
    right = claimed = 0.0
    for mark, shape in zip(marks, found, strict=True):
        weight, limit = (POINT_MM, 2.5) if mark.kind == "point" else (shape.length, NEAR_MM)
        points = shapely.points(samples(shape))
        near = np.array([min((line.distance(p) for line in lines), default=99.0) for p in points])
        share = float((near < limit).mean())
        claimed, right = claimed + weight, right + weight * share
        if share < 0.8:
            notes.append(
                f"invented {mark.kind} pen {mark.pen} {weight:.0f} mm at {np.array(shape.centroid.coords)[0].round()}"
            )
    return round(right / claimed, 3) if claimed else 1.0, notes


def share_of(pairs: list[tuple[bool, float]]) -> float:
    return round(sum(w for ok, w in pairs if ok) / max(sum(w for _, w in pairs), 1e-9), 3) if pairs else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", default="dieppe")
    parser.add_argument("--centre", default="1.09,49.91")
    parser.add_argument("--scale", default="25000")
    parser.add_argument("--papers", nargs="+", default=["A3"])
    parser.add_argument("--styles", nargs="+", default=["pale", "plan"])
    parser.add_argument("--shots", nargs="+", default=["scan", "easy", "medium", "hard", "messenger"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--marks", type=int, default=26, help="0: nothing drawn")
    parser.add_argument("--mistakes", action="store_true", help="say each")
    parser.add_argument("--one", nargs=3, metavar=("PHOTO", "SHEETS", "MARKS"), help="read this one here")
    asked = parser.parse_args()
    if asked.one:
        read_one(*(Path(one) for one in asked.one))
        return
    print(f"{'':<28}" + "  ".join(f"{name:>9}" for name in (*COLUMNS, "place_mm", "cpu_s", "MiB")))
    with tempfile.TemporaryDirectory() as folder:
        for paper in asked.papers:
            for style in asked.styles:
                for shot in asked.shots:
                    for seed in asked.seeds:
                        figures, notes = measured(Path(folder), asked, paper, style, shot, seed)
                        name = f"{paper} {style} {shot} {seed}"
                        print(f"{name:<28}" + "  ".join(f"{one:>9.3f}" for one in figures), flush=True)
                        for note in notes if asked.mistakes else []:
                            print(f"    {note}")


def measured(folder: Path, asked: Any, paper: str, style: str, shot: str, seed: int) -> tuple[list[float], list[str]]:
    import pickle

    import pypdfium2
    from tests.engines.paper import photographs

    described = sheet_of(folder, asked, paper, style)
    said = json.loads(described.read_text(encoding="utf-8"))
    page = pypdfium2.PdfDocument(described.with_suffix(".pdf"))[0]
    printed = np.asarray(page.render(scale=photographs.SCALE * 25.4 / 72).to_pil().convert("RGB"))
    hand = photographs.draw_marks(
        printed, [pen["hex"] for pen in said["pens"]], said["map_frame_mm"], seed=seed, count=asked.marks,
        is_ballpoint=shot == "hard" and seed % 2 == 1,
    )  # fmt: skip
    data, camera = photographs.photograph(hand.raster, tuple(said["page_mm"]), photographs.SHOTS[shot], seed=seed)
    photo, found = folder / "photo.jpg", folder / "marks.pickle"
    photo.write_bytes(data)
    command = [sys.executable, "-m", "benchmarks.paper", "--one", str(photo), str(described.parent), str(found)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    marks, placement = pickle.loads(found.read_bytes())
    figures, notes = score(marks, hand.drawn)
    x0, y0, x1, y1 = said["map_frame_mm"]
    grid = np.stack(np.meshgrid(np.arange(x0 + 2, x1, 6), np.arange(y0 + 2, y1, 6)), -1).reshape(-1, 2)
    away = np.hypot(*(placement.photo_px(grid) - camera.seen(grid)).T) / placement.px_per_mm()
    place = float(np.sqrt((away**2).mean()))
    return [*(figures[name] for name in COLUMNS), place, told["cpu_s"], told["peak_mib"]], notes


def sheet_of(folder: Path, asked: Any, paper: str, style: str) -> Path:
    """The description of the sheet, beside its PDF."""
    home = folder / f"{paper}-{style}"
    described = home / "sheet.json"
    if not described.exists():
        home.mkdir()
        command = [sys.executable, "-m", "atelier", "paper", "sheet", "--site", asked.site, "--centre", asked.centre]
        command += ["--scale", asked.scale, "--paper", paper, "--style", style]
        command += ["--out", str(home / "sheet.pdf"), "--describe", str(described)]
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    return described


def read_one(photo: Path, sheets: Path, found: Path) -> None:
    """Reads in this process, on one core: its figures are a job's."""
    import pickle

    import cv2

    from atelier.engines.paper.reading.known import sheets_of_folder
    from atelier.engines.paper.reading.read import read_photograph

    cv2.setNumThreads(1)
    started = time.process_time()
    (reading,) = read_photograph(photo.read_bytes(), sheets_of_folder(sheets))
    spent = time.process_time() - started
    found.write_bytes(pickle.dumps((reading.marks, reading.placement)))
    print(json.dumps({"cpu_s": spent, "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
