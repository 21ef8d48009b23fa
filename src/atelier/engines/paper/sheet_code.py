"""What the QR of a sheet says: enough to read the sheet with any copy of the software, without its description.

`AT1:` then base 45 (RFC 9285) of a fixed binary record, big-endian, ended by a CRC-32; docs/reference/sheet.md.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

Box = tuple[float, float, float, float]
PREFIX = "AT1:"
ID_LETTERS = "ACDEFGHJKMNPRTWXY34679"  # none looks or sounds like another
ID_LENGTH = 8
BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
# identifier, tile column and row, EPSG code, corners (cm), page and frame (0.1 mm), marker and quiet zone (0.1 mm)
HEAD = struct.Struct(">QBBI4i2H4HHH")


class CodeUnreadable(ValueError):
    """Not a code of ours, a version from the future, or a damaged one; `reason` says which."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class SheetCode:
    """bbox: xmin, ymin, xmax, ymax of the frame in metres (to the cm); page and frame in mm (to 0.1 mm).

    tile: column and row from 1; (0, 0) when the sheet is whole. pens: #rrggbb in the order of the legend.
    """

    sheet_id: str
    crs: int
    bbox: Box
    page_mm: tuple[float, float]
    map_frame_mm: Box
    marker_mm: float
    quiet_mm: float
    legend: str
    legend_version: int
    pens: tuple[str, ...]
    tile: tuple[int, int] = (0, 0)

    def text(self) -> str:
        """The text of the QR: letters of its compact alphanumeric mode only."""
        head = HEAD.pack(
            _id_number(self.sheet_id), *self.tile, self.crs, *(round(value * 100) for value in self.bbox),
            *_tenths(self.page_mm), *_tenths(self.map_frame_mm), *_tenths((self.marker_mm, self.quiet_mm)),
        )  # fmt: skip
        name = self.legend.encode("ascii")
        colours = b"".join(bytes.fromhex(pen[1:]) for pen in self.pens)
        record = head + bytes([len(name)]) + name + bytes([self.legend_version, len(self.pens)]) + colours
        return PREFIX + _base45(record + struct.pack(">I", zlib.crc32(record)))


def parse_code(text: str) -> SheetCode:
    """Read the text of a QR. Raises CodeUnreadable."""
    if not text.startswith("AT") or ":" not in text[:6]:
        raise CodeUnreadable("foreign")
    if not text.startswith(PREFIX):
        raise CodeUnreadable("version")
    raw = _from_base45(text.removeprefix(PREFIX))
    record, seal = raw[:-4], raw[-4:]
    if len(record) < HEAD.size + 3 or struct.pack(">I", zlib.crc32(record)) != seal:
        raise CodeUnreadable("damaged")
    number, column, row, crs, *rest = HEAD.unpack(record[: HEAD.size])
    west, south, east, north = (value / 100 for value in rest[:4])
    tenths = [value / 10 for value in rest[4:]]
    legend, version, pens = _legend_of(record[HEAD.size :])
    return SheetCode(
        _id_text(number), crs, (west, south, east, north), (tenths[0], tenths[1]),
        (tenths[2], tenths[3], tenths[4], tenths[5]), tenths[6], tenths[7], legend, version, pens, (column, row),
    )  # fmt: skip


def _legend_of(tail: bytes) -> tuple[str, int, tuple[str, ...]]:
    end = 1 + tail[0]
    version, count = tail[end], tail[end + 1]
    colours = tail[end + 2 :]
    if len(colours) != 3 * count:
        raise CodeUnreadable("damaged")
    return (
        tail[1:end].decode("ascii"),
        version,
        tuple(f"#{colours[at : at + 3].hex()}" for at in range(0, 3 * count, 3)),
    )


def _tenths(values_mm: tuple[float, ...]) -> list[int]:
    return [round(value * 10) for value in values_mm]


def _id_number(sheet_id: str) -> int:
    number = 0
    for letter in sheet_id.replace("-", ""):
        number = number * len(ID_LETTERS) + ID_LETTERS.index(letter)
    return number


def _id_text(number: int) -> str:
    letters = ""
    for _ in range(ID_LENGTH):
        number, rank = divmod(number, len(ID_LETTERS))
        letters = ID_LETTERS[rank] + letters
    return f"{letters[:4]}-{letters[4:]}"


def _base45(data: bytes) -> str:
    written = []
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(3 if len(pair) == 2 else 2):
            number, rank = divmod(number, 45)
            written.append(BASE45[rank])
    return "".join(written)


def _from_base45(text: str) -> bytes:
    data = bytearray()
    for at in range(0, len(text), 3):
        ranks = [BASE45.find(letter) for letter in text[at : at + 3]]
        number = sum(rank * 45**power for power, rank in enumerate(ranks))
        size = len(ranks) - 1
        if min(ranks) < 0 or size < 1 or number >= 256**size:
            raise CodeUnreadable("damaged")
        data += number.to_bytes(size, "big")
    return bytes(data)
