"""Time to find perimeters once the communes are loaded: `python -m benchmarks.perimeter --drawings 50 500`.

Drawings (lines of 1 to 12 km, surfaces, points) fall around a place, drawn with a seed.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import shapely

from atelier.engines.perimeter.perimeter import perimeter_of
from atelier.engines.perimeter.shapes import Drawing
from benchmarks.measure import SERVER_CORE, on_core

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drawings", type=int, nargs="+", default=[50, 500])
    parser.add_argument("--spread", type=float, nargs="+", default=[0.1, 0.3], help="degrees around the place")
    parser.add_argument("--place", default="1.09,49.88")
    parser.add_argument("--site", default="", help="full outlines of a site")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    lon, lat = (float(word) for word in asked.place.split(","))
    print("drawings  spread  load s  wall s  processor s  communes  smallest  at least  alternatives")
    for count in asked.drawings:
        for spread in asked.spread:
            with on_core(SERVER_CORE):
                print(measured(invented(count, (lon, lat), spread, random.Random(asked.seed)), spread, asked.site))


def measured(drawings: list[Drawing], spread: float, site: str) -> str:
    from atelier.territories.relevant_scale import country_around

    began = time.perf_counter()
    country = country_around(drawings, ROOT / "data", site=site)
    started, busy = time.perf_counter(), time.process_time()
    found = perimeter_of(drawings, country)
    wall, processor = time.perf_counter() - started, time.process_time() - busy
    small = (len(found.smallest.communes), found.smallest.at_least) if found.smallest else ("-", "-")
    times = f"{started - began:>6.2f}  {wall:>6.2f}  {processor:>11.2f}  {len(found.communes):>8}"
    return f"{len(drawings):<8}  {spread:>6}  {times}  {small[0]:>8}  {small[1]:>8}  {len(found.alternatives):>12}"


def invented(count: int, place: tuple[float, float], spread: float, chance: random.Random) -> list[Drawing]:
    drawings = []
    for number in range(count):
        x, y = (chance.gauss(middle, spread / 2) for middle in place)
        line = [(x, y)]
        for _ in range(12):
            line.append((line[-1][0] + chance.gauss(0.003, 0.004), line[-1][1] + chance.gauss(0.002, 0.003)))
        shapes = (shapely.LineString(line), shapely.LineString(line).convex_hull, shapely.Point(x, y))
        drawings.append(Drawing(f"d{number:05}", chance.choice(shapes), f"a{number // 3}"))
    return drawings


if __name__ == "__main__":
    main()
