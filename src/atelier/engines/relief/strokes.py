"""Single-line capitals and figures, for a laser, a pen or an engraving tool: one pass of the tool a stroke."""

from __future__ import annotations

import unicodedata

import shapely

# polylines of points xy, x from 0 to 4, y from 0 (foot) to 6 (cap height)
GLYPHS = {
    "0": "10 30 41 45 36 16 05 01 10", "1": "15 26 20", "2": "05 16 36 45 44 00 40",
    "3": "05 16 36 45 44 33 42 41 30 10 01/13 33", "4": "30 36 02 42", "5": "46 06 03 33 42 41 30 00",
    "6": "36 16 05 01 10 30 41 42 33 03", "7": "06 46 10", "9": "10 30 41 45 36 16 05 04 13 43",
    "8": "13 04 05 16 36 45 44 33 13 02 01 10 30 41 42 33", "A": "00 26 40/12 32",
    "B": "03 06 36 45 44 33 03 00 30 41 42 33", "C": "45 36 16 05 01 10 30 41", "D": "00 06 26 44 42 20 00",
    "E": "46 06 00 40/03 33", "F": "46 06 00/03 33", "G": "45 36 16 05 01 10 30 41 43 23", "H": "00 06/40 46/03 43",
    "I": "20 26", "J": "36 31 20 10 01", "K": "00 06/46 03 40", "L": "06 00 40", "M": "00 06 23 46 40",
    "N": "00 06 40 46", "O": "10 30 41 45 36 16 05 01 10", "P": "00 06 36 45 44 33 03",
    "Q": "10 30 41 45 36 16 05 01 10/22 40", "R": "00 06 36 45 44 33 03/23 40",
    "S": "45 36 16 05 04 13 33 42 41 30 10 01", "T": "06 46/26 20", "U": "06 01 10 30 41 46", "V": "06 20 46",
    "W": "06 10 23 30 46", "X": "00 46/06 40", "Y": "06 23 46/23 20", "Z": "06 46 00 40", ":": "21 22/24 25",
    ".": "20 21", ",": "10 21", "-": "13 33", "/": "00 46", "'": "25 26", "+": "13 33/22 24", "=": "12 32/14 34",
}  # fmt: skip
UNITS, ADVANCE = 6.0, 5.6
ALIKE = str.maketrans({"×": "X", "’": "'", "œ": "OE", "Œ": "OE", "–": "-", "—": "-"})


def lettering(text: str, *, height_mm: float) -> shapely.MultiLineString:
    """Strokes of one line of text, foot on y = 0, centred on x = 0. Accents fall; what has no letter is a space."""
    plain = unicodedata.normalize("NFD", text.translate(ALIKE)).upper()
    letters = [letter for letter in plain if not unicodedata.combining(letter)]
    unit = height_mm / UNITS
    left = -(len(letters) * ADVANCE - (ADVANCE - 4)) / 2
    lines = []
    for index, letter in enumerate(letters):
        for stroke in filter(None, GLYPHS.get(letter, "").split("/")):
            points = [(int(pair[0]) + left + index * ADVANCE, int(pair[1])) for pair in stroke.split()]
            lines.append([(x * unit, y * unit) for x, y in points])
    return shapely.MultiLineString(lines)


def line_width_mm(text: str, *, height_mm: float) -> float:
    return len(text) * ADVANCE * height_mm / UNITS
