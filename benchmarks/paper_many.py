"""Memory of many photographs read at once: `paper_many.py --photos 2 10 --workers 2`.

The same A3 photograph is copied so many times; `atelier paper read --jobs` reads the copies. Memory is that of all its
processes together (RSS, looked at every 0.1 s), at its highest.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

from benchmarks.measure import cpu_s, family, rss_mb
from benchmarks.paper import ATELIER, ROOT, photographed, sheet_of

LOOK_S = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", nargs="+", type=int, default=[2, 10])
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--site", default="dieppe")
    parser.add_argument("--centre", default="1.09,49.91")
    parser.add_argument("--scale", default="25000")
    parser.add_argument("--paper", default="A3")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        data = picture(home, asked)
        for count in asked.photos:
            photos = [home / f"{count}-{rank}.jpg" for rank in range(count)]
            for rank, photo in enumerate(photos):
                photo.write_bytes(data + bytes([rank]))  # after the end of a JPEG: another file, the same picture
            spent, peak = read(photos, home, asked.workers)
            print(
                f"{count:>3} photographs, {asked.workers} workers: {peak:>6.0f} MiB, {spent:>6.1f} s of processor",
                flush=True,
            )


def picture(home: Path, asked: argparse.Namespace) -> bytes:
    import json

    wish = SimpleNamespace(**vars(asked), tiles=None, marks=26, covered=[])
    described = sheet_of(home, wish, asked.paper, "pale")
    said = json.loads(described.read_text(encoding="utf-8"))
    return photographed(described.with_suffix(".pdf"), 0, said, wish, "medium", 1)[0]


def read(photos: list[Path], home: Path, workers: int) -> tuple[float, float]:
    """Processor seconds, and MiB of all processes at their highest."""
    command = [
        *ATELIER,
        "paper",
        "read",
        *map(str, photos),
        "--sheets",
        str(home),
        "--out",
        str(home / "out"),
        "--again",
    ]
    child = subprocess.Popen([*command, "--jobs", str(workers)], stdout=subprocess.DEVNULL, cwd=ROOT)
    peak = spent = 0.0
    while child.poll() is None:
        try:
            peak = max(peak, sum(rss_mb(one) for one in family(child.pid)))
            spent = max(spent, cpu_s(child.pid))
        except OSError:  # one of them has just ended
            continue
        time.sleep(LOOK_S)
    if child.returncode:
        raise SystemExit("a photograph was refused")
    return spent, peak


if __name__ == "__main__":
    main()
