"""Photographs of sheets on which nothing is drawn: `paper_blank.py --count 200 --keep FOLDER`.

Each has a number, a place, a base, a format, a legend and a photographer of its own, drawn from its rank: any of them
can be read again alone (`--first RANK --count 1`). 0 marks are wanted; what is found is told, and kept with `--keep`:
the photograph, and the page from above under the marks.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import Transformer

from atelier.engines.cartography import Ground, Photograph
from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS
from atelier.engines.paper.printing import print_sheet
from atelier.engines.paper.reading.known import KnownSheet, page_print, sheet_of_description
from atelier.engines.paper.reading.read import Reading, read_photograph
from atelier.engines.paper.reading.refusals import PhotoUnreadable
from atelier.engines.paper.sheet_code import ID_LETTERS
from atelier.engines.paper.sheets import Order, Sheet, describe, plan_sheet
from atelier.engines.paper.tiles import plan_tiles

ROOT = Path(__file__).resolve().parents[1]
SITES = ("dieppe", "fumel", "bar-le-duc", "parc-national-forets")
STYLES = ("pale", "plan", "relief", "photo")
SHOTS = ("scan", "easy", "medium", "hard", "messenger", "wild", "other")
FORMATS = ("A3", "A3", "A3", "A3 portrait", "A1", "tile")
LEGENDS = ("diagnosis", "mobility", "landscape", "futures", "blank")
SCALES = (5_000, 10_000, 25_000, 50_000)
PHOTO_DPI = 150


@dataclass(frozen=True)
class Case:
    """One photograph: everything that it is made from."""

    rank: int
    site: str
    style: str
    shot: str
    form: str
    legend: str
    scale: int
    sheet_id: str

    def __str__(self) -> str:
        return (
            f"{self.rank} {self.sheet_id} {self.site} {self.style} {self.form} 1:{self.scale} {self.legend} {self.shot}"
        )


def case_of(rank: int, asked: argparse.Namespace) -> Case:
    rng = np.random.default_rng([6, rank])
    letters = "".join(rng.choice(list(ID_LETTERS), 8))
    choices = (asked.sites, asked.styles, asked.shots, asked.formats, asked.legends)
    site, style, shot, form, legend = (str(rng.choice(one)) for one in choices)
    return Case(rank, site, style, shot, form, legend, int(rng.choice(SCALES)), f"{letters[:4]}-{letters[4:]}")


@lru_cache(maxsize=4)
def ground_of(site: str) -> Ground:
    from atelier.territories.ground import ground_of_site

    return ground_of_site(site, data=ROOT / "data")


def sheet_of(case: Case) -> tuple[Sheet, Ground]:
    """Somewhere in the heart of its site."""
    from atelier.territories.build.recipe import recipe

    rng = np.random.default_rng([7, case.rank])
    west, south, east, north = recipe(case.site, ROOT / "data").bounds
    degrees = rng.uniform([west, south], [east, north])
    place = Transformer.from_crs(4326, 2154, always_xy=True).transform(*degrees)
    paper = PAPERS["A1" if case.form == "tile" else case.form[:2]]
    order = Order("Rien de dessiné", paper, legends()[case.legend], case.style, "portrait" in case.form)  # type: ignore[arg-type]
    sheet = plan_sheet(order, place, case.scale, sheet_id=case.sheet_id)
    if case.form == "tile":
        tiles = plan_tiles(sheet, PAPERS["A3"], portrait=False)
        sheet = tiles[int(rng.integers(len(tiles)))]
    ground = ground_of(case.site)
    if case.style == "photo":
        ground = replace(ground, photograph=_aerial(sheet, case.rank))
    return sheet, ground


def _aerial(sheet: Sheet, seed: int) -> Photograph:
    from tests.engines.paper.aerial import aerial

    cols, rows = (round(side / 25.4 * PHOTO_DPI) for side in (sheet.frame.width_mm, sheet.frame.height_mm))
    step_m = sheet.frame.metres_per_mm * 25.4 / PHOTO_DPI
    pixels = aerial(max(cols, rows), step_m=step_m, seed=seed)
    return Photograph(np.ascontiguousarray(pixels[:rows, :cols]), sheet.frame.bbox)


def known_of(case: Case) -> KnownSheet:
    sheet, ground = sheet_of(case)
    pdf = print_sheet(sheet, ground)
    return sheet_of_description(describe(sheet), lru_cache(maxsize=4)(page_print(pdf)))


def photo_of(case: Case, known: KnownSheet) -> bytes:
    """As benchmarks/paper.py does, with no mark."""
    from tests.engines.paper import others, photographs, wild

    assert known.printed is not None
    seed, page_mm = case.rank, known.page_mm
    if case.shot == "other":
        dpi = others.dpi_of(seed)
        canvas = others.drawn_otherwise(known.printed(dpi / 25.4), dpi, [], known.frame_mm, seed=seed, count=0)
        return bytes(others.seen_otherwise(canvas.page, page_mm, seed=seed)[0])
    raster = known.printed(photographs.SCALE)
    if case.shot == "wild":
        hand = wild.drawn_wildly(raster, [], known.frame_mm, seed=seed, count=0)
        return bytes(wild.photographed_wildly(hand, page_mm, seed=seed)[0])
    lit = raster.astype(np.float32) / 255
    return bytes(photographs.photograph(lit, page_mm, photographs.SHOTS[case.shot], seed=seed)[0])


def keep(folder: Path, case: Case, data: bytes, reading: Reading) -> None:
    """The photograph, and the page from above with a frame around each mark."""
    from PIL import Image, ImageDraw

    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{case.rank}.jpg").write_bytes(data)
    seen = Image.fromarray(reading.rectified)
    pencil = ImageDraw.Draw(seen)
    for mark in reading.marks:
        low, high = mark.path.min(axis=0) - 2, mark.path.max(axis=0) + 2
        pencil.rectangle([*(low * reading.px_per_mm), *(high * reading.px_per_mm)], outline=(255, 0, 255), width=2)
    seen.save(folder / f"{case.rank}-seen.png")


def told(reading: Reading) -> list[dict[str, Any]]:
    return [
        {"kind": mark.kind, "pen": reading.sheet.pens[mark.pen].name, "width_mm": round(mark.width_mm, 2),
         "confidence": mark.confidence, "from": mark.path.min(axis=0).round(1).tolist(),
         "to": mark.path.max(axis=0).round(1).tolist()}
        for mark in reading.marks
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=20)
    for name, values in (("sites", SITES), ("styles", STYLES), ("shots", SHOTS), ("formats", FORMATS),
                         ("legends", LEGENDS)):  # fmt: skip
        parser.add_argument(f"--{name}", nargs="+", choices=sorted(set(values)), default=values)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
    import cv2
    import django

    django.setup()
    cv2.setNumThreads(1)
    read, marked, refused = Counter[str](), Counter[str](), Counter[str]()
    for rank in range(asked.first, asked.first + asked.count):
        case = case_of(rank, asked)
        known = known_of(case)
        data = photo_of(case, known)
        try:
            (reading,) = read_photograph(data, [known])
        except PhotoUnreadable as refusal:  # an A1 through a messenger is too far: said, and nothing made up
            refused[refusal.code] += 1
            continue
        read[f"{case.style}, {case.shot}"] += 1
        if reading.marks or reading.writings:
            marked[f"{case.style}, {case.shot}"] += 1
            print(case, json.dumps(told(reading), ensure_ascii=False), f"{len(reading.writings)} writings", flush=True)
            if asked.keep:
                keep(asked.keep, case, data, reading)
    print(
        f"{read.total()} photographs of nothing, {marked.total()} with a mark: {dict(marked)}; refused: {dict(refused)}"
    )


if __name__ == "__main__":
    main()
