"""A QGIS style: categories by the field `legende`, one symbol a pencil.

Widths go from the screen's pixels (96 an inch, as on the table) to millimetres, so that a printed layout keeps them.
Only what differs from QGIS's own defaults is written. Read by QGIS 3.22 and later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

MM_A_PIXEL = 25.4 / 96
AREA_OPACITY = 43  # of 255: the ground shows through, as on the table
OPAQUE = 255
DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
SYMBOLS = {"traits": "line", "surfaces": "fill", "points": "marker"}
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Look:
    """How a meaning is drawn: #rrggbb, width (a mark's diameter) in pixels on the screen, shape of its pencil."""

    meaning: str
    color: str
    width: float
    shape: str = ""


def qml(layer: str, looks: Sequence[Look]) -> str:
    """The style of a layer (traits, surfaces, points). Points show their words beside them."""
    is_labelled = layer == "points"
    categories_named = "Symbology|Labeling" if is_labelled else "Symbology"
    root = ET.Element("qgis", version="3.22.0", styleCategories=categories_named, labelsEnabled=f"{is_labelled:d}")
    renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", attr="legende", symbollevels="0")
    categories, symbols = ET.SubElement(renderer, "categories"), ET.SubElement(renderer, "symbols")
    for number, look in enumerate(looks):
        words = NOT_XML.sub("", look.meaning)
        ET.SubElement(categories, "category", value=words, label=words, symbol=f"{number}", render="true")
        _symbol(symbols, layer, f"{number}", look)
    if is_labelled:
        _labels(root)
    return DOCTYPE + ET.tostring(root, encoding="unicode")


def _symbol(symbols: ET.Element, layer: str, name: str, look: Look) -> None:
    symbol = ET.SubElement(symbols, "symbol", type=SYMBOLS[layer], name=name, alpha="1", clip_to_extent="1")
    drawn = {"traits": _line, "surfaces": _fill, "points": _marker}[layer]
    kind, options = drawn(look)
    made = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    listed = ET.SubElement(made, "Option", type="Map")
    for key, value in options.items():
        ET.SubElement(listed, "Option", type="QString", name=key, value=value)


def _line(look: Look) -> tuple[str, dict[str, str]]:
    return "SimpleLine", {
        "line_color": _rgba(look.color),
        "line_width": _mm(look.width),
        "line_width_unit": "MM",
        "line_style": "solid",
        "capstyle": "round",
        "joinstyle": "round",
    }


def _fill(look: Look) -> tuple[str, dict[str, str]]:
    return "SimpleFill", {
        "color": _rgba(look.color, AREA_OPACITY),
        "style": "solid",
        "outline_color": _rgba(look.color),
        "outline_style": "solid",
        "outline_width": _mm(look.width),
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }


def _marker(look: Look) -> tuple[str, dict[str, str]]:
    is_note = look.shape == "note"
    return "SimpleMarker", {
        "name": "square" if is_note else "circle",
        "color": _rgba("#fffdf6" if is_note else look.color),
        "outline_color": _rgba(look.color if is_note else "#ffffff"),
        "outline_style": "solid",
        "outline_width": _mm(look.width / 2 if is_note else 1.5),
        "outline_width_unit": "MM",
        "size": _mm(10 if is_note else look.width),
        "size_unit": "MM",
    }


def _labels(root: ET.Element) -> None:
    """What was written at a place, in dark letters on a white halo, beside its point."""
    labelling = ET.SubElement(root, "labeling", type="simple")
    settings = ET.SubElement(labelling, "settings", calloutType="simple")
    text = ET.SubElement(
        settings, "text-style",
        fieldName="texte", fontSize="9", fontSizeUnit="Point", textColor="42,40,37,255", textOpacity="1",
    )  # fmt: skip
    ET.SubElement(
        text, "text-buffer", bufferDraw="1", bufferSize="0.8", bufferSizeUnits="MM", bufferColor="255,255,255,255",
        bufferOpacity="1",
    )  # fmt: skip
    ET.SubElement(settings, "text-format", autoWrapLength="40", wrapChar="")
    ET.SubElement(settings, "placement", placement="6", dist="2", distUnits="MM", priority="5")


def _rgba(color: str, alpha: int = OPAQUE) -> str:
    """#rrggbb as r,g,b,alpha."""
    red, green, blue = bytes.fromhex(color[1:])
    return f"{red},{green},{blue},{alpha}"


def _mm(pixels: float) -> str:
    return f"{pixels * MM_A_PIXEL:.2f}"
