"""Three hands: the pen, the wash, and the outline left to be coloured."""

from __future__ import annotations

from dataclasses import dataclass

from atelier.engines.relief.shapes import Overlay


@dataclass(frozen=True)
class Style:
    """Colours and pens (mm). tones: (light below which the wash is laid, opacity), from the palest to the darkest."""

    lines: str  # what draws the relief unless asked otherwise
    paper: str
    ink: str
    soft_ink: str
    ground: str
    sea: str
    coast: str
    wash: str
    tones: tuple[tuple[float, float], ...]
    faces: tuple[str, str]  # lit, shadowed
    sea_faces: tuple[str, str]
    relief_mm: float
    index_mm: float
    edge_mm: float
    water_lines: int
    has_soil: bool
    overlays: tuple[str, ...]
    overlay_mm: float
    area_opacity: float


PENCILS = ("#8c2f1b", "#2f5d8a", "#4a6b2f", "#7a3e78", "#a86a12", "#2b6b66")
PLUME = Style(
    lines="hachures", paper="#fffdf9", ink="#1d1a16", soft_ink="#4d463d", ground="#fffdf9", sea="#fffdf9",
    coast="#1d1a16", wash="#1d1a16", tones=(), faces=("#fffdf9", "#f1ece2"), sea_faces=("#e9eef0", "#dfe6e9"),
    relief_mm=0.14, index_mm=0.26, edge_mm=0.36, water_lines=5, has_soil=True, overlays=PENCILS,
    overlay_mm=0.34, area_opacity=0.16,
)  # fmt: skip
LAVIS = Style(
    lines="contours", paper="#fbf8f1", ink="#3a3128", soft_ink="#7b6c5a", ground="#f3ead6", sea="#c3d8de",
    coast="#4d6a74", wash="#5d4a3c", tones=((0.97, 0.07), (0.93, 0.08), (0.84, 0.1), (0.72, 0.12), (0.58, 0.14)),
    faces=("#d9c3a0", "#c3a985"), sea_faces=("#a5c4cd", "#94b5bf"), relief_mm=0.1, index_mm=0.16, edge_mm=0.28,
    water_lines=3, has_soil=True, overlays=PENCILS, overlay_mm=0.36, area_opacity=0.28,
)  # fmt: skip
BLANK = Style(
    lines="contours", paper="#ffffff", ink="#222222", soft_ink="#8a8a8a", ground="#ffffff", sea="#ffffff",
    coast="#222222", wash="#222222", tones=(), faces=("#ffffff", "#ffffff"), sea_faces=("#ffffff", "#ffffff"),
    relief_mm=0.12, index_mm=0.18, edge_mm=0.4, water_lines=1, has_soil=False, overlays=("#555555",), overlay_mm=0.28,
    area_opacity=0.0,
)  # fmt: skip
STYLES = {"plume": PLUME, "lavis": LAVIS, "blank": BLANK}
LINES = ("profiles", "contours", "hachures", "none")
# what a layer shows, told from its name: (words in it, pencil)
MEANINGS = (
    (("eau", "riv", "fleuve", "water", "inond", "sea", "mer"), "#2f5d8a"),
    (("foret", "forêt", "forest", "bois", "park", "protege"), "#4a6b2f"),
    (("route", "road", "rue", "street", "voie"), "#8c2f1b"),
)


def colour_of(overlay: Overlay, index: int, style: Style) -> str:
    """The pencil of an overlay: its own, or by what its name says, else by its turn; one grey when the style has no
    other."""
    if len(style.overlays) == 1:
        return style.overlays[0]
    if overlay.colour:
        return overlay.colour
    for words, colour in MEANINGS:
        if any(word in overlay.name.lower() for word in words):
            return colour
    return style.overlays[index % len(style.overlays)]
