"""What a second of film costs to encode, by codec: `.venv/bin/python -m benchmarks.film [--frames 60] [--width 1280]`.

Frames are strokes added one by one to a picture. Prints processor time a frame (all threads) and the size of the file.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

CODECS = ("VP80", "VP90")
FRAMES_PER_S = 12


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--frames", type=int, default=60)
    asked.add_argument("--width", type=int, default=1280)
    asked.add_argument("--rounds", type=int, default=3)
    said = asked.parse_args()
    pictures = drawn(said.frames, said.width, said.width * 9 // 16)
    print(f"| codec, {said.width} px wide | processor time a frame | file |\n|---|---|---|")
    costs = {codec: [encoded(codec, pictures) for _ in range(said.rounds)] for codec in CODECS}
    for codec, runs in costs.items():
        seconds, size = sorted(runs)[len(runs) // 2]
        print(f"| {codec} | {1000 * seconds / said.frames:.0f} ms | {size // 1024} kB |")


def drawn(frames: int, width: int, height: int) -> list[NDArray[np.uint8]]:
    """Pictures of a table that fills with strokes."""
    chance = np.random.default_rng(1)
    rough = chance.integers(210, 250, (height // 8, width // 8, 3))
    picture = np.ascontiguousarray(rough.repeat(8, 0).repeat(8, 1).astype(np.uint8))
    pictures = []
    for _ in range(frames):
        stroke = np.cumsum(chance.integers(-20, 21, (25, 1, 2)), axis=0) + chance.integers(0, height, 2)
        cv2.polylines(picture, [stroke.astype(np.int32)], False, (45, 55, 200), 4, cv2.LINE_AA)
        pictures.append(picture.copy())
    return pictures


def encoded(codec: str, pictures: list[NDArray[np.uint8]]) -> tuple[float, int]:
    """(seconds of processor, bytes)."""
    height, width = pictures[0].shape[:2]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.webm"
        started = time.process_time()
        fourcc = cv2.VideoWriter.fourcc(*codec)
        writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, fourcc, float(FRAMES_PER_S), (width, height))
        for picture in pictures:
            writer.write(picture)
        writer.release()
        return time.process_time() - started, path.stat().st_size


if __name__ == "__main__":
    main()
