"""The sheets that can be recognised: from `sheet.json` and the file they were printed from, or from the QR alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from atelier.engines.paper.legends import legends
from atelier.engines.paper.markers import MOST_COLUMNS, PLACES, Box, group_of, marker_boxes
from atelier.engines.paper.sheet_code import SheetCode, parse_code

Printed = Callable[[float], NDArray[np.uint8]]  # pixels in a mm -> the page, RGB


@dataclass(frozen=True)
class KnownPen:
    name: str
    hex: str
    meaning: str
    area_meaning: str = ""


@dataclass(frozen=True)
class KnownSheet:
    """What reading needs of a sheet; mm from the page's top left corner, metres of `crs`.

    groups: of its tags; several are possible for a tile known by its QR alone, which does not say how many columns
    the map has. printed: renders the page as it left the printer; None when it is not known.
    """

    sheet_id: str
    page_mm: tuple[float, float]
    frame_mm: Box
    bbox: Box
    crs: int
    pens: tuple[KnownPen, ...]
    markers_mm: tuple[Box, ...]
    groups: tuple[int, ...]
    legend: tuple[str, int] = ("", 0)
    swatches_mm: tuple[Box, ...] = ()
    votes: tuple[tuple[str, Box], ...] = ()
    printed: Printed | None = field(default=None, compare=False)

    @property
    def legend_changed(self) -> bool:
        """Its legend is not the one this copy has under that name: colours are read, meanings are its own or none."""
        known = legends().get(self.legend[0])
        return known is None or known.version != self.legend[1]

    def ground(self, mm: NDArray[np.float64]) -> NDArray[np.float64]:
        """Page millimetres as metres of the sheet's projection."""
        x0, y0, x1, y1 = self.frame_mm
        west, south, east, north = self.bbox
        across = (mm[:, 0] - x0) / (x1 - x0) * (east - west) + west
        up = north - (mm[:, 1] - y0) / (y1 - y0) * (north - south)
        return np.stack([across, up], axis=1)


def sheet_of_description(said: dict[str, Any], printed: Printed | None = None) -> KnownSheet:
    """A `sheet.json`. Raises KeyError, ValueError when it is not one."""
    legend = said.get("legend", {})
    return KnownSheet(
        said["sheet_id"], _pair(said["page_mm"]), _box(said["map_frame_mm"]), _box(said["bbox"]),
        int(str(said["crs"]).rpartition(":")[2]),
        tuple(KnownPen(pen["name"], pen["hex"], pen["meaning"], pen.get("area_meaning", "")) for pen in said["pens"]),
        tuple(_box(box) for box in said["markers_mm"]), (said["marker_ids"][0] // PLACES,),
        (legend.get("key", ""), legend.get("version", 0)),
        tuple(_box(box) for box in said.get("swatches_mm", ())),
        tuple((vote["question"], _box(vote["box"])) for vote in said.get("votes_mm", ())), printed,
    )  # fmt: skip


def sheet_of_code(code: SheetCode) -> KnownSheet:
    """What the QR alone says; meanings only when this copy knows that version of the legend."""
    legend = legends().get(code.legend)
    if legend is not None and legend.version == code.legend_version and len(legend.pens) == len(code.pens):
        pens = tuple(KnownPen(pen.name, pen.hex, pen.meaning, pen.area) for pen in legend.pens)
    else:
        pens = tuple(KnownPen(colour, colour, "") for colour in code.pens)
    column, row = code.tile
    label = f"{code.sheet_id}/{row}{chr(ord('A') + column - 1)}" if column else code.sheet_id
    markers = marker_boxes(code.map_frame_mm, code.marker_mm, code.quiet_mm)
    return KnownSheet(label, code.page_mm, code.map_frame_mm, code.bbox, code.crs, pens, markers,
                      _groups(code), (code.legend, code.legend_version))  # fmt: skip


def _groups(code: SheetCode) -> tuple[int, ...]:
    column, row = code.tile
    if not column:
        return (group_of(code.sheet_id),)
    ranks = {(row - 1) * columns + column - 1 for columns in range(column, MOST_COLUMNS + 1)}
    return tuple(group_of(code.sheet_id, tile=rank) for rank in sorted(ranks))


def sheets_of_folder(folder: Path, print_again: Callable[[dict[str, Any]], Printed | None]) -> list[KnownSheet]:
    """Every `sheet.json` of a folder with its print: the PDF page whose QR bears its number, a PNG of its name, or,
    where neither is there, what `print_again` makes of the description.
    """
    pages = _pages(sorted(folder.rglob("*.pdf")))
    found: dict[str, KnownSheet] = {}
    for path in sorted(folder.rglob("*.json")):
        for said in _descriptions(path):
            print_of = pages.get(said["sheet_id"]) or _kept_image(path) or print_again(said)
            try:
                found[said["sheet_id"]] = sheet_of_description(said, print_of)
            except (KeyError, ValueError, TypeError, IndexError):
                continue
    for label, printed in pages.items():
        if label not in found and (known := _from_print(printed)) is not None:
            found[label] = known
    return list(found.values())


def _descriptions(path: Path) -> Iterable[dict[str, Any]]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    if not isinstance(said, dict):
        return []
    all_said = said.get("sheets", [said])
    return [one for one in all_said if isinstance(one, dict) and "sheet_id" in one and "markers_mm" in one]


def _pages(paths: Iterable[Path]) -> dict[str, Printed]:
    """Pages of PDF files by the number printed under their QR."""
    import pypdfium2

    pages: dict[str, Printed] = {}
    for path in paths:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError:
            continue
        for index in range(len(document)):
            printed = page_print(path, index)
            for text in _codes(printed(4.0)):
                try:
                    pages.setdefault(sheet_of_code(parse_code(text)).sheet_id, printed)
                except ValueError:
                    continue
        document.close()
    return pages


def page_print(path: Path | bytes, index: int = 0) -> Printed:
    """A page of a PDF, rendered when asked."""

    def render(px_per_mm: float) -> NDArray[np.uint8]:
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        image = document[index].render(scale=px_per_mm * 25.4 / 72).to_pil().convert("RGB")
        document.close()
        return np.asarray(image)

    return render


def _kept_image(described: Path) -> Printed | None:
    path = next((p for p in (described.with_suffix(end) for end in (".png", ".jpg")) if p.is_file()), None)
    if path is None:
        return None

    def load(px_per_mm: float) -> NDArray[np.uint8]:
        from PIL import Image

        with Image.open(path) as image:
            return np.asarray(image.convert("RGB"))

    return load


def _codes(image: NDArray[np.uint8]) -> list[str]:
    import zxingcpp

    return [found.text for found in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)]


def _from_print(printed: Printed) -> KnownSheet | None:
    from dataclasses import replace

    for text in _codes(printed(4.0)):
        try:
            return replace(sheet_of_code(parse_code(text)), printed=printed)
        except ValueError:
            continue
    return None


def _pair(values: Iterable[float]) -> tuple[float, float]:
    width, height = values
    return float(width), float(height)


def _box(values: Iterable[float]) -> Box:
    x0, y0, x1, y1 = values
    return float(x0), float(y0), float(x1), float(y1)
