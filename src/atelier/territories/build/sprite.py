"""Hatches and dots for areas, drawn once for each theme and each screen density."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image, ImageDraw

from atelier.territories.style.palette import DARK, PAPER, Palette

TILE_PX = 16
ENLARGED = 4  # drawn larger, then reduced: smooth strokes
NAMES = ("risk-hatch", "protected-hatch", "flood-lines")


def write_sprites(folder: Path) -> None:
    for palette in (PAPER, DARK):
        for density in (1, 2):
            suffix = "@2x" if density == 2 else ""
            _write(folder / f"{palette.name}{suffix}", palette, density)


def _write(stem: Path, palette: Palette, density: int) -> None:
    size = TILE_PX * density
    sheet = Image.new("RGBA", (size * len(NAMES), size))
    index = {}
    for position, name in enumerate(NAMES):
        sheet.paste(_pattern(name, palette, size), (position * size, 0))
        index[name] = {"x": position * size, "y": 0, "width": size, "height": size, "pixelRatio": density}
    sheet.save(f"{stem}.png", optimize=True)
    Path(f"{stem}.json").write_text(json.dumps(index))


def _pattern(name: str, palette: Palette, size: int) -> Image.Image:
    """A square that repeats without a seam."""
    span = size * ENLARGED
    colour = {"risk-hatch": palette.risk, "protected-hatch": palette.protected, "flood-lines": palette.flood}[name]
    image = Image.new("RGBA", (span, span), _clear(colour))
    draw = ImageDraw.Draw(image)
    width = round(span / TILE_PX * 1.1)
    if name == "risk-hatch":
        for shift in range(-2, 3):
            draw.line(
                [(shift * span / 2 - span, span * 2), (shift * span / 2 + span * 2, -span)], fill=colour, width=width
            )
    elif name == "protected-hatch":
        for shift in range(-2, 3):
            draw.line([(shift * span - span, -span), (shift * span + span * 2, span * 2)], fill=colour, width=width)
    else:
        for row in (0.25, 0.75):
            draw.line([(0, row * span), (span, row * span)], fill=colour, width=width)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _clear(colour: str) -> tuple[int, int, int, int]:
    """The colour, fully transparent: edges do not darken when the drawing is reduced."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), 0
