"""Processor time and memory to make a sheet, from nothing to its PDF: `paper_sheet.py --papers A3 A0`.

Each sheet is made in a process of its own, as a job would; memory is that of the process at its highest.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", default="dieppe")
    parser.add_argument("--centre", default="1.09,49.91")
    parser.add_argument("--papers", nargs="+", default=["A3", "A0"])
    parser.add_argument("--styles", nargs="+", default=["pale", "relief"])
    parser.add_argument("--scale", default="10000")
    parser.add_argument("--one", nargs=2, metavar=("PAPER", "STYLE"), help="make this one here and print its figures")
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(measured(asked.site, asked.centre, asked.scale, *asked.one)))
        return
    print("paper  style    ground s  draw+PDF s  peak MiB  PDF kB")
    for paper in asked.papers:
        for style in asked.styles:
            arguments = ["--site", asked.site, "--centre", asked.centre, "--scale", asked.scale, "--one", paper, style]
            done = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True)
            found = json.loads(done.stdout)
            times = f"{found['ground_s']:>8.2f}  {found['draw_s']:>10.2f}"
            print(f"{paper:<6} {style:<8} {times}  {found['peak_mib']:>8.0f}  {found['pdf_kb']:>6.0f}")


def measured(site: str, centre: str, scale: str, paper: str, style: str) -> dict[str, float]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
    import django

    django.setup()
    from pyproj import Transformer

    from atelier.engines.paper.legends import legends
    from atelier.engines.paper.papers import PAPERS
    from atelier.engines.paper.printing import print_sheet
    from atelier.engines.paper.sheets import Order, plan_sheet
    from atelier.territories.ground import ground_of_site

    started = time.process_time()
    ground = ground_of_site(site, data=ROOT / "data")
    known = time.process_time()
    lon, lat = (float(value) for value in centre.split(","))
    order = Order("Mesure", PAPERS[paper], legends()["diagnosis"], style=style)  # type: ignore[arg-type]
    place = Transformer.from_crs(4326, 2154, always_xy=True).transform(lon, lat)
    pdf = print_sheet(plan_sheet(order, place, int(scale)), ground)
    ended = time.process_time()
    return {
        "ground_s": known - started,
        "draw_s": ended - known,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pdf_kb": len(pdf) / 1000,
    }


if __name__ == "__main__":
    main()
