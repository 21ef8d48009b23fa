"""How to put a kit together: one or two pages, every layer drawn, every sheet shown."""

from __future__ import annotations

from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from atelier.engines.relief.kit.drawing import Drawn, sheet_svg
from atelier.engines.relief.kit.layers import PIN_MM, Layer
from atelier.engines.relief.svg import Group, Text, area_d, document
from atelier.engines.relief.svg import Path as Mark
from atelier.engines.relief.words import Words, trimmed
from atelier.engines.typesetting.letters import FAMILY
from atelier.engines.typesetting.typeset import typeset

LAYOUT = Path(__file__).parents[1] / "layouts" / "notice.typ"
TINTS = ("#f1e9da", "#8c6d4a")


def write_notice(
    path: Path,
    layers: list[Layer],
    sheets: list[Drawn],
    format_mm: tuple[float, float],
    *,
    title: str,
    facts: str,
    words: Words,
) -> None:
    """An accessible PDF, in the language of `words`."""
    heading = words.kit_title
    thumbs = [
        {"svg": sheet_svg(sheet, format_mm, "", hair_mm=0.9), "text": words.sheet % {"number": n, "count": len(sheets)}}
        for n, sheet in enumerate(sheets, start=1)
    ]
    width, depth = _size(layers)
    legend = (("#ff0000", words.cut), ("#0000ff", words.score), ("#000000", words.engrave))
    told = {
        "font": FAMILY, "title": title or heading, "heading": heading, "facts": facts, "lang": words.language,
        "steps": [step % {"pin": trimmed(PIN_MM, words)} if "%(" in step else step for step in words.steps],
        "legend": [{"colour": colour, "text": text} for colour, text in legend],
        "layers": [_layer_picture(layers, index, words) for index in range(len(layers))],
        "layers_heading": words.layers_heading, "sheets_heading": words.sheets_heading,
        "sheets": thumbs, "high": round(min(40.0, 41.0 * depth / width), 1),
    }  # fmt: skip
    path.write_bytes(typeset(LAYOUT, told)[0])


def _size(layers: list[Layer]) -> tuple[float, float]:
    left, low, right, high = layers[0].region.bounds
    return right - left, high - low


def _layer_picture(layers: list[Layer], index: int, words: Words) -> dict[str, str]:
    """A layer on those below, its pieces named."""
    layer = layers[index]
    left, _, _, high = layers[0].region.bounds
    width, depth = _size(layers)
    unit = max(width, depth) / 100

    def down(shape: BaseGeometry) -> BaseGeometry:
        return shapely.transform(shape.simplify(unit / 4), lambda at: (at - (left, high)) * (1, -1))

    group = Group("layer")
    for under in layers[max(0, index - 1) : index + 1]:
        tint = TINTS[1] if under is layer else TINTS[0]
        shapes = [down(piece.shape) for piece in under.pieces]
        group.add(Mark(area_d(shapes), fill=tint, stroke="#5b4a38", width_mm=unit / 4, opacity=0.9))
    for piece in layer.pieces[:12]:
        x, y = piece.label_at
        if piece.label_mm > 1.6 * unit:
            group.add(Text(piece.name, x - left, high - y + unit * 1.5, unit * 5, "#ffffff", "middle", 700))
    text = words.layer % {"number": layer.number, "level": trimmed(round(layer.level_m, 1), words)}
    if len(layer.pieces) > 1:
        text += " · " + words.pieces % {"count": len(layer.pieces)}
    return {"svg": document([group], width_mm=width, height_mm=depth, title=text, text=text), "text": text}
