"""What one may choose of a block diagram."""

from __future__ import annotations

from dataclasses import dataclass, field

from atelier.engines.relief.block.labels import Label
from atelier.engines.relief.shapes import Overlay
from atelier.engines.relief.words import FRENCH, Words


@dataclass(frozen=True)
class BlockOptions:
    """azimuth_deg: where the eye is (225: in the south-west); tilt_deg: above the horizon, from 10 to 80."""

    azimuth_deg: float = 225.0
    tilt_deg: float = 35.0
    exaggeration: float = 2.0
    style: str = "plume"
    lines: str = ""
    interval_m: float = 0.0
    page: str = "A3"
    title: str = ""
    credit: str = ""
    sea_level_m: float = 0.0
    overlays: tuple[Overlay, ...] = ()
    labels: tuple[Label, ...] = ()
    words: Words = field(default=FRENCH)
