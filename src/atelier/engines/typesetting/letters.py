"""The letters of the house, as files for Typst and as widths for whoever places names on a map."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import ImageFont

Face = Literal["regular", "italic", "bold"]
FAMILY = "Atkinson Hyperlegible Next"
FONTS = Path(__file__).parent / "fonts"
FILES: dict[Face, str] = {
    "regular": "AtkinsonHyperlegibleNext-Regular.ttf",
    "italic": "AtkinsonHyperlegibleNext-Italic.ttf",
    "bold": "AtkinsonHyperlegibleNext-Bold.ttf",
}
EM_PX = 1000  # measured large, so that the widths are those of the font and not of its pixels
CAP_HEIGHT_EM = 0.67


@cache
def advances(text: str, face: Face = "regular") -> tuple[float, ...]:
    """Where each letter starts and, last, where the text ends, in ems; kerning of pairs included."""
    font = _font(face)
    return tuple(font.getlength(text[:count]) / EM_PX for count in range(len(text) + 1))


def width_em(text: str, face: Face = "regular", *, spacing_em: float = 0.0) -> float:
    """Width of a line of text in ems, with `spacing_em` after each letter but the last."""
    return advances(text, face)[-1] + spacing_em * max(len(text) - 1, 0)


def unprintable(text: str) -> list[str]:
    """Signs of a text that the letters of the house lack, and those that are no letters at all."""
    known = _signs()
    return sorted({sign for sign in text if ord(sign) not in known})


@cache
def _signs() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(FONTS / FILES["regular"]).getBestCmap())


@cache
def _font(face: Face) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / FILES[face], EM_PX, layout_engine=ImageFont.Layout.BASIC)
