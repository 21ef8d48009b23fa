"""Photographs of sheets with a known truth: felt pens on the print, then a camera. Shares no code with the reader.

sheet raster (s px/mm) -> ink in absorbance, with the grain of a felt -> a page bent, folded, lit -> lens -> file.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import cv2
import numpy as np
from PIL import Image

SCALE = 10.0  # pixels in a millimetre of the sheet's raster


@dataclass(frozen=True)
class Drawn:
    """What was drawn: mm from the page's top left corner; path is closed for an area, one place for a point."""

    kind: str
    pen: int
    path: np.ndarray
    width_mm: float
    style: str = ""


@dataclass(frozen=True)
class Shot:
    """How the photograph was taken. curl and fold: mm above the table. pixels: the long side of the picture."""

    tilt_deg: float = 0.0
    turn_deg: float = 0.0
    curl_mm: float = 0.0
    fold_mm: float = 0.0
    shadow: float = 0.0
    shadow_edge_mm: float = 6.0
    glare: float = 0.0
    blur_px: float = 0.6
    noise: float = 0.008
    quality: int = 90
    pixels: int = 4000
    vignette: float = 0.1
    warmth: float = 0.04
    is_scan: bool = False
    covered: tuple[int, ...] = ()  # places of markers under an object


SHOTS = {
    "scan": Shot(is_scan=True, turn_deg=0.7, blur_px=0.5, noise=0.004, vignette=0, warmth=0.01, pixels=3400),
    "easy": Shot(tilt_deg=6, turn_deg=2, curl_mm=1, shadow=0.1, shadow_edge_mm=60),
    "medium": Shot(tilt_deg=16, turn_deg=183, curl_mm=4, shadow=0.3, shadow_edge_mm=20, blur_px=0.9, noise=0.012),
    "hard": Shot(tilt_deg=28, turn_deg=8, curl_mm=11, fold_mm=3, shadow=0.42, shadow_edge_mm=2.5, glare=0.35,
                 blur_px=1.2, noise=0.016, quality=82),
    "messenger": Shot(tilt_deg=12, turn_deg=92, curl_mm=3, shadow=0.25, shadow_edge_mm=15, blur_px=0.7, pixels=1600,
                      quality=68),
}  # fmt: skip


@dataclass
class Paper:
    """The raster of a sheet, and felt pens."""

    raster: np.ndarray
    pens: list[str]
    frame_mm: tuple[float, float, float, float]
    rng: np.random.Generator
    is_ballpoint: bool = False
    drawn: list[Drawn] = field(default_factory=list)
    _taken: list[tuple[float, float, float]] = field(default_factory=list)

    def ink(self, pen: int, coverage: np.ndarray) -> None:
        """coverage: 0–1 on the raster; the felt leaves more or less of it, in patches and in grain."""
        rows, cols = np.nonzero(coverage.max(axis=1))[0], np.nonzero(coverage.max(axis=0))[0]
        part = np.s_[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]
        shape = coverage[part].shape
        coarse = cv2.resize(
            self.rng.normal(0, 1, (shape[0] // 30 + 2, shape[1] // 30 + 2)), shape[::-1], interpolation=cv2.INTER_CUBIC
        )
        grain = cv2.GaussianBlur(self.rng.normal(0, 1, shape), (0, 0), 1.5) * 3
        load = np.clip(0.86 + 0.06 * coarse + 0.06 * grain, 0.4, 1.15) * coverage[part] / 255.0
        colour = np.array([int(self.pens[pen][at : at + 2], 16) for at in (1, 3, 5)], float)
        colour = np.clip(colour + self.rng.normal(0, 7, 3), 12, 250)
        absorbance = -np.log(colour / 255)
        self.raster[part] *= np.exp(-load[..., None] * absorbance).astype(np.float32)

    def stroke(self, pen: int, paths: list[np.ndarray], width_mm: float) -> None:
        cover = np.zeros(self.raster.shape[:2], np.uint8)
        for path in paths:
            points = np.round(path * SCALE * 16).astype(np.int32).reshape(-1, 1, 2)
            cv2.polylines(cover, [points], False, 255, max(1, round(width_mm * SCALE)), cv2.LINE_AA, 4)
        self.ink(pen, cv2.GaussianBlur(cover, (0, 0), 0.8))

    def fill(self, pen: int, path: np.ndarray) -> None:
        cover = np.zeros(self.raster.shape[:2], np.uint8)
        cv2.fillPoly(cover, [np.round(path * SCALE * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        self.ink(pen, cover)

    def place(self, radius: float) -> np.ndarray | None:
        """A free place for something of this radius."""
        x0, y0, x1, y1 = self.frame_mm
        for _ in range(300):
            x, y = (
                self.rng.uniform(x0 + radius + 2, x1 - radius - 2),
                self.rng.uniform(y0 + radius + 2, y1 - radius - 2),
            )
            if all(np.hypot(x - a, y - b) > radius + c + 4 for a, b, c in self._taken):
                self._taken.append((x, y, radius))
                return np.array([x, y])
        return None

    def width(self) -> float:
        return float(self.rng.uniform(0.4, 0.5) if self.is_ballpoint else self.rng.uniform(0.9, 2.2))


class Hand(Paper):
    """Draws marks on the raster of a sheet, apart from each other, and remembers what they were."""

    def draw(self, style: str, pen: int) -> None:
        """style: line, dashed, arrow, outline, solid, hatched, dot, cross, sticker, writing."""
        radius = {"dot": 3, "cross": 4, "sticker": 5, "writing": 11}.get(style, float(self.rng.uniform(14, 27)))
        centre = self.place(radius)
        if centre is not None:
            getattr(self, f"_{style}")(pen, centre, radius)

    def _curve(self, centre: np.ndarray, radius: float) -> np.ndarray:
        angle, bend = self.rng.uniform(0, np.pi), self.rng.uniform(-0.5, 0.5, 2)
        t = np.linspace(-1, 1, 120)
        along = np.stack([t * radius, radius * (bend[0] * (t**2 - 0.5) + 0.25 * bend[1] * np.sin(4 * t))], 1)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        return centre + along @ turn.T

    def _blob(self, centre: np.ndarray, radius: float) -> np.ndarray:
        t = np.linspace(0, 2 * np.pi, 160)
        k = self.rng.uniform(-0.12, 0.12, 3)
        r = 0.82 * radius * (1 + k[0] * np.sin(2 * t) + k[1] * np.cos(3 * t) + k[2] * np.sin(t))
        return centre + np.stack([r * np.cos(t), r * np.sin(t)], 1)

    def _line(self, pen: int, centre: np.ndarray, radius: float) -> None:
        path, width = self._curve(centre, radius), self.width()
        self.stroke(pen, [path], width)
        self.drawn.append(Drawn("line", pen, path, width, "line"))

    def _arrow(self, pen: int, centre: np.ndarray, radius: float) -> None:
        path, width = self._curve(centre, radius), min(self.width(), 1.4)
        back = path[-8] - path[-1]
        back /= np.hypot(*back)
        wings = []
        for sign in (-1, 1):
            a = sign * np.deg2rad(35)
            wings.append(
                path[-1]
                + 5.0 * np.array([np.cos(a) * back[0] - np.sin(a) * back[1], np.sin(a) * back[0] + np.cos(a) * back[1]])
            )
        self.stroke(pen, [path, np.array([wings[0], path[-1], wings[1]])], width)
        self.drawn.append(Drawn("line", pen, path, width, "arrow"))

    def _dashed(self, pen: int, centre: np.ndarray, radius: float) -> None:
        path, width = self._curve(centre, radius), min(self.width(), 1.5)
        far = np.r_[0, np.cumsum(np.hypot(*np.diff(path, axis=0).T))]
        dash, gap = self.rng.uniform(4.5, 7), self.rng.uniform(2.5, 3.5)
        starts = np.arange(0, far[-1] - dash, dash + gap)
        pieces = [
            np.stack([np.interp(np.linspace(s, s + dash, 12), far, path[:, k]) for k in (0, 1)], 1) for s in starts
        ]
        self.stroke(pen, pieces, width)
        self.drawn.append(Drawn("line", pen, np.concatenate(pieces), width, "dashed"))

    def _outline(self, pen: int, centre: np.ndarray, radius: float) -> None:
        path, width = self._blob(centre, radius), self.width()
        self.stroke(pen, [path[: -int(self.rng.integers(1, 4))]], width)
        self.drawn.append(Drawn("area", pen, path, width, "outline"))

    def _solid(self, pen: int, centre: np.ndarray, radius: float) -> None:
        path = self._blob(centre, radius * 0.7)
        self.fill(pen, path)
        self.drawn.append(Drawn("area", pen, path, 1.0, "solid"))

    def _hatched(self, pen: int, centre: np.ndarray, radius: float) -> None:
        path, width, step = self._blob(centre, radius * 0.8), min(self.width(), 1.4), self.rng.uniform(2.2, 3.0)
        import shapely

        zone, lines = shapely.Polygon(path), []
        for x in np.arange(-radius, radius, step):
            cut = zone.intersection(
                shapely.LineString([centre + np.array([x - radius, -radius]), centre + np.array([x + radius, radius])])
            )
            lines += [np.array(part.coords) for part in getattr(cut, "geoms", [cut]) if part.length > 1]
        self.stroke(pen, [path, *lines], width)
        self.drawn.append(Drawn("area", pen, path, width, "hatched"))

    def _dot(self, pen: int, centre: np.ndarray, radius: float) -> None:
        self.stroke(pen, [np.stack([centre, centre + 0.2])], self.rng.uniform(2.6, 4.0))
        self.drawn.append(Drawn("point", pen, centre[None], 3.0, "dot"))

    def _sticker(self, pen: int, centre: np.ndarray, radius: float) -> None:
        t = np.linspace(0, 2 * np.pi, 60)
        self.fill(pen, centre + 4 * np.stack([np.cos(t), np.sin(t)], 1))
        self.drawn.append(Drawn("point", pen, centre[None], 8.0, "sticker"))

    def _cross(self, pen: int, centre: np.ndarray, radius: float) -> None:
        r = self.rng.uniform(2.2, 3.2)
        arms = [centre + np.array([[-r, -r], [r, r]]), centre + np.array([[-r, r], [r, -r]])]
        self.stroke(pen, arms, min(self.width(), 1.3))
        self.drawn.append(Drawn("point", pen, centre[None], 1.0, "cross"))

    def _writing(self, pen: int, centre: np.ndarray, radius: float) -> None:
        """Five letters that look like handwriting, 4 mm high."""
        letters = {
            "e": [(0, 2), (2, 2), (1.8, 1), (0.8, 0.6), (0.1, 2), (0.6, 3.4), (2, 3.3)],
            "u": [(0, 0.6), (0.1, 3), (1, 3.5), (1.9, 2.8), (2, 0.6), (2, 3.5)],
            "l": [(0.4, -1.5), (0.4, 3.2), (1, 3.5)],
            "p": [(0, 0.6), (0, 5), (0, 1), (1, 0.5), (2, 1.3), (1.6, 2.7), (0.1, 3)],
            "n": [(0, 0.6), (0, 3.5), (0.1, 1.4), (1, 0.6), (1.9, 1.3), (2, 3.5)],
            "o": [(1, 0.6), (0.1, 1.5), (0.4, 3.2), (1.5, 3.4), (2, 2), (1, 0.6)],
        }
        word = self.rng.choice(list(letters), 5)
        paths = [centre + [-8.5 + 3.4 * at, -2] + np.array(letters[one]) * 1.15 for at, one in enumerate(word)]
        self.stroke(pen, paths, 0.6)
        self.drawn.append(Drawn("writing", pen, centre[None], 0.6, "writing"))


STYLES = ("line", "line", "line", "dashed", "arrow", "outline", "outline", "solid", "hatched", "dot", "dot", "cross",
          "sticker", "writing")  # fmt: skip


def draw_marks(
    print_rgb: np.ndarray, pens: list[str], frame_mm, *, seed: int, count: int = 26, is_ballpoint: bool = False
) -> Hand:
    """print_rgb: the sheet at SCALE px/mm, uint8. A few of every style, in all the pens, large ones first."""
    hand = Hand(print_rgb.astype(np.float32) / 255, pens, frame_mm, np.random.default_rng(seed), is_ballpoint)
    styles = [STYLES[at % len(STYLES)] for at in range(count)]
    small = {"dot", "cross", "sticker", "writing"}
    for at, style in enumerate(sorted(styles, key=lambda one: one in small)):
        if style != "cross" or not is_ballpoint:
            hand.draw(style, (at + seed) % len(pens))
    return hand


@dataclass(frozen=True)
class Camera:
    """Where each place of the page falls in the picture."""

    shot: Shot
    page_mm: tuple[float, float]
    size: tuple[int, int]
    matrix: np.ndarray

    @classmethod
    def over(cls, page_mm: tuple[float, float], shot: Shot, margin: float = 1.10) -> Camera:
        width, height = page_mm
        long_side = shot.pixels
        is_upright = abs(np.sin(np.deg2rad(shot.turn_deg))) > 0.7
        ratio = 0.705 if shot.is_scan else 0.75
        size = (round(long_side * ratio), long_side) if is_upright else (long_side, round(long_side * ratio))
        draft = cls(shot, page_mm, size, np.eye(3))
        corners = draft.seen(np.array([[0, 0], [width, 0], [width, height], [0, height]], float))
        low, high = corners.min(axis=0), corners.max(axis=0)
        margin = 1.01 if shot.is_scan else margin
        zoom = min(size[0] / (high[0] - low[0]), size[1] / (high[1] - low[1])) / margin
        middle = (low + high) / 2
        shift = np.array(size) / 2 - zoom * middle
        return cls(shot, page_mm, size, np.array([[zoom, 0, shift[0]], [0, zoom, shift[1]], [0, 0, 1]]))

    def height(self, mm: np.ndarray) -> np.ndarray:
        width, tall = self.page_mm
        x, y = mm[..., 0] / width, mm[..., 1] / tall
        bent = self.shot.curl_mm * (np.sin(np.pi * x) * 0.8 + 0.2 * np.cos(2 * np.pi * y + 1))
        folded = self.shot.fold_mm * (
            np.clip(1 - np.abs(x - 0.5) * 5, 0, 1) + 0.6 * np.clip(1 - np.abs(y - 0.48) * 5, 0, 1)
        )
        return bent + folded

    def seen(self, mm: np.ndarray) -> np.ndarray:
        """Pixels of the picture (x, y) where places of the page fall."""
        width, tall = self.page_mm
        far = 1.25 * width
        turn, tilt = np.deg2rad(self.shot.turn_deg), np.deg2rad(self.shot.tilt_deg)
        x, y, z = mm[..., 0] - width / 2, mm[..., 1] - tall / 2, self.height(mm)
        x, y = x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)
        y, z = y * np.cos(tilt) + z * np.sin(tilt), z * np.cos(tilt) - y * np.sin(tilt)
        plane = np.stack([far * x / (far - z), far * y / (far - z)], -1)
        if self.shot.is_scan:
            plane = np.stack([x, y], -1)
        return plane * self.matrix[0, 0] + self.matrix[:2, 2]

    def page_places(self, step: int = 8) -> np.ndarray:
        """The page place (mm) seen by each pixel: by a fixed point from the flat page."""
        width, tall = self.page_mm
        corners = np.array([[0, 0], [width, 0], [width, tall], [0, tall]], np.float32)
        flat = cv2.getPerspectiveTransform(self.seen(corners.astype(float)).astype(np.float32), corners)
        cols, rows = self.size[0] // step + 2, self.size[1] // step + 2
        pixels = np.stack(np.meshgrid(np.arange(cols) * step, np.arange(rows) * step), -1).astype(float)

        def back(points: np.ndarray) -> np.ndarray:
            return cv2.perspectiveTransform(points.reshape(1, -1, 2), flat).reshape(points.shape)

        wanted = back(pixels)
        mm = wanted.copy()
        for _ in range(12):
            mm += wanted - back(self.seen(mm))
        whole = cv2.resize(mm.astype(np.float32), (cols * step, rows * step), interpolation=cv2.INTER_LINEAR)
        # resize keeps pixel centres: undo its half-step
        shift = np.float32([[1, 0, -(step / 2 - 0.5)], [0, 1, -(step / 2 - 0.5)]])
        moved = cv2.warpAffine(whole, shift, (cols * step, rows * step), borderMode=cv2.BORDER_REPLICATE)
        return moved[: self.size[1], : self.size[0]]


def photograph(
    raster: np.ndarray, page_mm: tuple[float, float], shot: Shot, *, seed: int = 0, file_format: str = "JPEG"
) -> tuple[bytes, Camera]:
    """raster: float RGB 0–1 at SCALE px/mm. The file, and the camera that took it."""
    rng = np.random.default_rng(seed)
    camera = Camera.over(page_mm, shot)
    mm = camera.page_places()
    soft = cv2.GaussianBlur(raster, (0, 0), 0.45 * SCALE * page_mm[0] / shot.pixels)
    seen = cv2.remap(
        soft, mm[..., 0] * SCALE - 0.5, mm[..., 1] * SCALE - 0.5, cv2.INTER_LINEAR, borderValue=(-1, -1, -1)
    )
    if shot.covered:
        _cover(seen, mm, page_mm, shot.covered)
    table = np.array([0.42, 0.33, 0.26]) if not shot.is_scan else np.array([0.93, 0.93, 0.93])
    seen = np.where(seen.min(axis=2, keepdims=True) < 0, table.astype(np.float32), seen * 0.93)
    if not shot.is_scan:
        seen = _lit(seen, mm, camera, rng)
    seen *= np.array([1 + shot.warmth, 1, 1 - shot.warmth], np.float32)
    seen = cv2.GaussianBlur(seen, (0, 0), shot.blur_px)
    seen = seen + rng.normal(0, shot.noise, seen.shape).astype(np.float32)
    out = io.BytesIO()
    Image.fromarray((np.clip(seen, 0, 1) * 255).astype(np.uint8)).save(out, file_format, quality=shot.quality)
    return out.getvalue(), camera


def _cover(seen: np.ndarray, mm: np.ndarray, page_mm, places) -> None:
    """A cup on a marker of the page: 0 top left … 7 left middle."""
    width, tall = page_mm
    spots = [
        (13, 28),
        (width / 2, 13),
        (width - 13, 28),
        (width - 13, 121),
        (width - 13, tall * 0.72),
        (width / 2, tall * 0.77),
        (13, tall * 0.72),
        (13, 121),
    ]
    for place in places:
        seen[np.hypot(mm[..., 0] - spots[place][0], mm[..., 1] - spots[place][1]) < 16] = (0.25, 0.3, 0.5)


def _lit(seen: np.ndarray, mm: np.ndarray, camera: Camera, rng: np.random.Generator) -> np.ndarray:
    shot, (width, tall) = camera.shot, camera.page_mm
    slope = (camera.height(mm + np.array([1.0, 0])) - camera.height(mm - np.array([1.0, 0]))) / 2
    light = 1 - 0.9 * slope - 0.12 * (mm[..., 1] / tall - 0.5)
    if shot.shadow:
        angle = rng.uniform(0.4, 1.1)
        beyond = np.cos(angle) * (mm[..., 0] - 0.62 * width) + np.sin(angle) * (mm[..., 1] - 0.45 * tall)
        light *= 1 - shot.shadow / (1 + np.exp(-beyond / shot.shadow_edge_mm * 4))
    rows, cols = np.mgrid[-1 : 1 : seen.shape[0] * 1j, -1 : 1 : seen.shape[1] * 1j]
    light *= 1 - shot.vignette * (rows**2 + cols**2) / 2
    lit = seen * light[..., None].astype(np.float32)
    if shot.glare:
        spot = np.exp(-(((mm[..., 0] - 0.3 * width) / 45) ** 2 + ((mm[..., 1] - 0.35 * tall) / 30) ** 2))
        lit = lit + (shot.glare * spot[..., None] * (1.05 - lit)).astype(np.float32)
    return lit
