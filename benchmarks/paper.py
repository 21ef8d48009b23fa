"""How well photographs of sheets are read: `paper.py --shots scan easy medium hard messenger --seeds 1 2`.

Sheets are made, drawn on and photographed by tests/engines/paper/photographs.py, which shares nothing with the reader;
the shot `wild` (wild.py) draws pens, hands, light and telephone at random; `other` (others.py) draws and looks by other
libraries. The style `photo` lies on aerial.py. A whole table in one go: benchmarks/paper_table.py.
Recall, precision: share of the drawn, of the found length (lines), rim (areas) or marks (points) within 1.5 mm of the
other; a point counts as 12 mm. Writing is neither: found there, it is wrong. RMSE: mm of paper, of what was matched.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer

from benchmarks.measure import CLIENT_CORE, on_core

ROOT = Path(__file__).resolve().parents[1]
ATELIER = [sys.executable, "-c", "from atelier.site.cli import main; main()"]
MEASURED = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"cold_s": round(used.ru_utime + used.ru_stime, 2), "MiB": round(used.ru_maxrss / 1024)}))
"""
NEAR_MM, POINT_MM, STEP_MM = 1.5, 12.0, 0.5
COLUMNS = ("recall", "precision", "rmse_mm", "pen", "kind")
COSTS = ("place_mm", "warm_s", "cold_s", "MiB")


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
        away = np.array([[shape.distance(p) for shape in found] for p in map(shapely.Point, points)]).reshape(
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
        points = [shapely.Point(at) for at in samples(shape)]
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
    parser.add_argument("--covered", nargs="*", type=int, default=[], help="places of markers under a cup, 0 to 7")
    parser.add_argument("--tiles", choices=["A4", "A3"], help="photograph a tile of the map, the one in the middle")
    parser.add_argument("--alone", action="store_true", help="read it by its QR alone, its print made again")
    parser.add_argument("--mistakes", action="store_true", help="say each")
    parser.add_argument("--json", action="store_true", help="figures for a program")
    parser.add_argument("--one", nargs=3, metavar=("PHOTO", "SHEETS", "MARKS"), help="read this one here")
    asked = parser.parse_args()
    if asked.one:
        read_one(*(Path(one) for one in asked.one))
        return
    if not asked.json:
        print(f"{'':<28}" + "  ".join(f"{name:>9}" for name in (*COLUMNS, *COSTS)))
    with tempfile.TemporaryDirectory() as folder:
        for paper in asked.papers:
            for style in asked.styles:
                for shot in asked.shots:
                    for seed in asked.seeds:
                        figures, notes = measured(Path(folder), asked, paper, style, shot, seed)
                        if asked.json:
                            print(json.dumps(figures), flush=True)
                            continue
                        name = f"{paper} {style} {shot} {seed}"
                        said = "  ".join(f"{figures[one]:>9.3f}" for one in (*COLUMNS, *COSTS))
                        print(f"{name:<28}{said}", flush=True)
                        for note in notes if asked.mistakes else []:
                            print(f"    {note}")


def measured(
    folder: Path, asked: Any, paper: str, style: str, shot: str, seed: int
) -> tuple[dict[str, Any], list[str]]:
    """Figures of one photograph, and its mistakes. warm_s: of the reading; cold_s: of the whole command."""
    import pickle

    described = sheet_of(folder, asked, paper, style)
    whole = json.loads(described.read_text(encoding="utf-8"))
    sheets = whole.get("sheets", [whole])
    rank = len(sheets) // 2
    said = sheets[rank]
    data, drawn, seen = photographed(described.with_suffix(".pdf"), rank + (len(sheets) > 1), said, asked, shot, seed)
    photo, found, known = folder / "photo.jpg", folder / "marks.pickle", described.parent
    photo.write_bytes(data)
    if asked.alone:
        known = folder / "nothing"
        known.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "benchmarks.paper", "--one", str(photo), str(known), str(found)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout)
    marks, placement, sheet_id = pickle.loads(found.read_bytes())
    if sheet_id != said["sheet_id"]:
        raise SystemExit(f"{sheet_id} was read, {said['sheet_id']} was photographed")
    figures, notes = score(marks, drawn)
    x0, y0, x1, y1 = said["map_frame_mm"]
    grid = np.stack(np.meshgrid(np.arange(x0 + 2, x1, 6), np.arange(y0 + 2, y1, 6)), -1).reshape(-1, 2)
    away = np.hypot(*(placement.photo_px(grid) - seen(grid)).T) / placement.px_per_mm()
    place = {"place_mm": round(float(np.sqrt((away**2).mean())), 3), "worst_mm": round(float(away.max()), 2)}
    return {**figures, **place, **told, **cold(photo, known, folder / "out")}, notes


def photographed(
    pdf: Path, rank: int, said: dict[str, Any], asked: Any, shot: str, seed: int
) -> tuple[bytes, Any, Any]:
    """The file, what was drawn, and where mm of the page are in the picture."""
    import pypdfium2
    from tests.engines.paper import others, photographs, wild

    page = pypdfium2.PdfDocument(pdf)[rank]  # of tiles, the first page is their plan
    pens, page_mm, frame = [pen["hex"] for pen in said["pens"]], tuple(said["page_mm"]), said["map_frame_mm"]
    px_per_mm = others.dpi_of(seed) / 25.4 if shot == "other" else photographs.SCALE
    printed = np.asarray(page.render(scale=px_per_mm * 25.4 / 72).to_pil().convert("RGB"))
    if shot == "other":
        marker = others.drawn_otherwise(printed, px_per_mm * 25.4, pens, frame, seed=seed, count=asked.marks)
        data, lens = others.seen_otherwise(marker.page, page_mm, seed=seed)
        return data, marker.drawn, lambda mm: lens.seen(mm) - 0.5
    if shot == "wild":
        hand = wild.drawn_wildly(printed, pens, frame, seed=seed, count=asked.marks)
        data, camera = wild.photographed_wildly(hand, page_mm, seed=seed)
        return data, hand.drawn, camera.seen
    is_ballpoint = shot == "hard" and seed % 2 == 1
    drawing = photographs.draw_marks(printed, pens, frame, seed=seed, count=asked.marks, is_ballpoint=is_ballpoint)
    taken = replace(photographs.SHOTS[shot], covered=tuple(asked.covered))
    data, camera = photographs.photograph(drawing.raster, page_mm, taken, seed=seed)
    return data, drawing.drawn, camera.seen


def cold(photo: Path, known: Path, out: Path) -> dict[str, float]:
    """The whole command as a person types it, from its first import: processor seconds and memory, on one core."""
    command = [*ATELIER, "paper", "read", str(photo), "--sheets", str(known), "--out", str(out), "--again"]
    with on_core(CLIENT_CORE):  # a small process between: memory is counted from what a process was before its program
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=True, cwd=ROOT
        )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def sheet_of(folder: Path, asked: Any, paper: str, style: str) -> Path:
    """The description of the sheet, beside its PDF."""
    home = folder / f"{paper}-{style}"
    described = home / "sheet.json"
    if not described.exists():
        home.mkdir()
        command = [*ATELIER, "paper", "sheet", "--site", asked.site, "--centre", asked.centre]
        command += ["--scale", asked.scale, "--paper", paper, "--style", style]
        command += ["--tiles", asked.tiles] if asked.tiles else []
        if style == "photo":
            from tests.engines.paper.aerial import write_aerial

            longitude, latitude = map(float, asked.centre.split(","))
            place = Transformer.from_crs(4326, 2154, always_xy=True).transform(longitude, latitude)
            metres = int(asked.scale)  # of ground in a metre of paper
            write_aerial(home / "aerial.tif", place, side_m=1.2 * metres, step_m=metres / 8_000)
            command += ["--photo", str(home / "aerial.tif")]
        command += ["--out", str(home / "sheet.pdf"), "--describe", str(described)]
        subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    return described


def read_one(photo: Path, sheets: Path, found: Path) -> None:
    """Reads in this process, on one thread, its libraries loaded."""
    import pickle

    import cv2

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
    from atelier.engines.paper.reading.known import sheets_of_folder
    from atelier.engines.paper.reading.read import read_photograph
    from atelier.sheets.again import prints_of_code

    cv2.setNumThreads(1)
    catalogue = sheets_of_folder(sheets, lambda _: None)
    started = time.process_time()
    (reading,) = read_photograph(photo.read_bytes(), catalogue, prints_of_code)
    spent = time.process_time() - started
    found.write_bytes(pickle.dumps((reading.marks, reading.placement, reading.sheet.sheet_id)))
    print(json.dumps({"warm_s": round(spent, 2)}))


if __name__ == "__main__":
    main()
