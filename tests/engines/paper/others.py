"""Photographs by other means than photographs.py: Pillow draws on the sheet, SciPy looks at it through a lens.

Nothing is shared but the record of what was drawn. What varies: the resolution of the print, ink that covers or lets
the print through, flat colours or gamma, barrel distortion, vignette, colour of the light, motion, noise, the table
under the sheet, a page that is small in the picture, chroma subsampling.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont
from scipy import ndimage

from tests.engines.paper.photographs import Drawn

FONTS = Path(__file__).parents[3] / "src/atelier/engines/typesetting/fonts"
WORDS = ("école", "Pont", "à garder", "trop vite", "vue", "inondé", "halle", "marché", "rue Haute", "bruit")
STYLES = ("line", "line", "curve", "curve", "dashed", "arrow", "outline", "outline", "polygon", "filled", "hatched",
          "dot", "dot", "cross", "plus", "word", "hand")  # fmt: skip
SMALL = {"dot": 7.0, "cross": 7.0, "plus": 7.0, "word": 18.0, "hand": 18.0}


@dataclass(frozen=True)
class Lens:
    """Where mm of the page fall in the picture: pinhole, then barrel (k > 0 pulls the corners in)."""

    matrix: np.ndarray
    size: tuple[int, int]
    barrel: float

    def seen(self, mm: np.ndarray) -> np.ndarray:
        flat = np.concatenate([mm, np.ones((*mm.shape[:-1], 1))], axis=-1) @ self.matrix.T
        flat = flat[..., :2] / flat[..., 2:]
        middle, unit = np.array(self.size) / 2, max(self.size) / 2
        away = (flat - middle) / unit
        r2 = (away**2).sum(axis=-1, keepdims=True)
        return middle + unit * away * (1 - self.barrel * r2)

    def page(self, px: np.ndarray) -> np.ndarray:
        middle, unit = np.array(self.size) / 2, max(self.size) / 2
        bent = (px - middle) / unit
        away = bent.copy()
        for _ in range(6):
            away = bent / (1 - self.barrel * (away**2).sum(axis=-1, keepdims=True))
        flat = (
            np.concatenate([middle + unit * away, np.ones((*px.shape[:-1], 1))], axis=-1) @ np.linalg.inv(self.matrix).T
        )
        return flat[..., :2] / flat[..., 2:]


class Canvas:
    """The print under Pillow's pencils; everything stays apart."""

    def __init__(self, page: np.ndarray, dpi: float, pens: list[str], frame_mm, seed: int) -> None:
        self.rng = np.random.default_rng(5000 + seed)
        self.scale, self.pens, self.frame = dpi / 25.4, pens, frame_mm
        self.page = Image.fromarray(page)
        self.opacity = float(self.rng.choice([1.0, 1.0, 0.85, 0.6]))
        self.is_multiplied = bool(self.rng.random() < 0.4)  # a highlighter lets the print through
        self.widths = (0.4, 0.8) if self.rng.random() < 0.25 else (0.8, 3.0)
        self.drawn: list[Drawn] = []
        self.taken: list[tuple[float, float, float]] = []

    def draw(self, style: str, pen: int) -> None:
        radius = SMALL.get(style) or float(self.rng.uniform(12, 30))
        centre = self._free(radius)
        if centre is not None:
            getattr(self, f"_{style}")(pen, centre, radius)

    def _free(self, radius: float) -> np.ndarray | None:
        x0, y0, x1, y1 = self.frame
        for _ in range(200):
            at = self.rng.uniform([x0 + radius + 2, y0 + radius + 2], [x1 - radius - 2, y1 - radius - 2])
            if all(np.hypot(at[0] - a, at[1] - b) > radius + c + 4 for a, b, c in self.taken):
                self.taken.append((*at, radius))
                return at
        return None

    def _inked(self, pen: int, cover: Image.Image) -> None:
        colour = Image.new("RGB", self.page.size, self.pens[pen])
        if self.is_multiplied:
            colour = ImageChops.multiply(self.page, colour)
        self.page.paste(colour, mask=cover.point(lambda value: round(value * self.opacity)))

    def _cover(self, lines=(), width_mm: float = 1.0, fills=()) -> Image.Image:
        """Four times finer around what is drawn, then reduced: even edges."""
        points = np.concatenate([np.asarray(one) for one in (*lines, *fills)])
        low = np.maximum(np.floor((points.min(axis=0) - 4) * self.scale), 0)
        size = np.ceil((points.max(axis=0) + 4) * self.scale) - low
        fine = Image.new("L", tuple(int(4 * one) for one in size))
        pencil, place = ImageDraw.Draw(fine), lambda path: [tuple(p) for p in 4 * (np.asarray(path) * self.scale - low)]
        for path in fills:
            pencil.polygon(place(path), fill=255)
        thick = max(2, round(4 * width_mm * self.scale))
        for path in lines:
            pencil.line(place(path), fill=255, width=thick, joint="curve")
            for x, y in (place(path)[0], place(path)[-1]):
                pencil.ellipse([x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], fill=255)
        whole = Image.new("L", self.page.size)
        whole.paste(fine.resize(tuple(int(one) for one in size), Image.Resampling.BOX), tuple(int(one) for one in low))
        return whole

    def _mark(self, style: str, kind: str, pen: int, truth: np.ndarray, lines=(), fills=(), width: float | None = None):
        width = float(self.rng.uniform(*self.widths)) if width is None else width
        self._inked(pen, self._cover(lines, width, fills))
        self.drawn.append(Drawn(kind, pen, np.asarray(truth, float), width, style))

    def _path(self, centre, radius, bend: float) -> np.ndarray:
        t = np.linspace(-1, 1, 80)
        angle = self.rng.uniform(0, 2 * np.pi)
        along = np.stack([t, bend * (t**2 - 0.4)], 1) * radius * 0.95
        return centre + along @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])

    def _ring(self, centre, radius, corners: int = 90) -> np.ndarray:
        t = np.linspace(0, 2 * np.pi, corners, endpoint=False) + self.rng.uniform(0, 1)
        shape = np.stack([np.cos(t), self.rng.uniform(0.5, 1) * np.sin(t)], 1) * radius * 0.85
        angle = self.rng.uniform(0, np.pi)
        return centre + shape @ np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])


class Marker(Canvas):
    """What hands draw."""

    def _line(self, pen, centre, radius) -> None:
        path = self._path(centre, radius, 0)
        self._mark("line", "line", pen, path, [path])

    def _curve(self, pen, centre, radius) -> None:
        path = self._path(centre, radius, self.rng.uniform(0.2, 0.8))
        self._mark("curve", "line", pen, path, [path])

    def _dashed(self, pen, centre, radius) -> None:
        path = self._path(centre, radius, 0.3)
        step = np.hypot(*np.diff(path, axis=0).T).mean()
        dash, gap = (max(2, round(float(self.rng.uniform(*one)) / step)) for one in ((4, 8), (2.5, 4)))
        pieces = [path[at : at + dash] for at in range(0, len(path) - dash, dash + gap)]
        self._mark(
            "dashed", "line", pen, np.concatenate(pieces), pieces, width=float(self.rng.uniform(self.widths[0], 1.6))
        )

    def _arrow(self, pen, centre, radius) -> None:
        path = self._path(centre, radius, 0.2)
        width = float(self.rng.uniform(self.widths[0], 1.6))
        back = (path[-6] - path[-1]) / np.hypot(*(path[-6] - path[-1]))
        side = np.array([-back[1], back[0]])
        wings = [path[-1] + 5 * back + 3 * side, path[-1], path[-1] + 5 * back - 3 * side]
        is_full = self.rng.random() < 0.4
        self._mark("arrow", "line", pen, path, [path] if is_full else [path, wings], [wings] if is_full else [], width)

    def _outline(self, pen, centre, radius) -> None:
        ring = self._ring(centre, radius)
        self._mark("outline", "area", pen, ring, [np.concatenate([ring, ring[:1]])])

    def _polygon(self, pen, centre, radius) -> None:
        ring = self._ring(centre, radius, int(self.rng.integers(3, 7)))
        self._mark("polygon", "area", pen, ring, [np.concatenate([ring, ring[:1]])])

    def _filled(self, pen, centre, radius) -> None:
        ring = self._ring(centre, radius)
        self._mark("filled", "area", pen, ring, fills=[ring], width=1.0)

    def _hatched(self, pen, centre, radius) -> None:
        import shapely

        ring, lines = self._ring(centre, radius), []
        zone, angle, step = shapely.Polygon(ring), self.rng.uniform(0, np.pi), self.rng.uniform(1.8, 3.2)
        along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
        for at in np.arange(-radius, radius, step):
            cut = zone.intersection(
                shapely.LineString([centre + at * across - 40 * along, centre + at * across + 40 * along])
            )
            lines += [np.array(one.coords) for one in getattr(cut, "geoms", [cut]) if one.length > 1]
        rim = [np.concatenate([ring, ring[:1]])] if self.rng.random() < 0.7 else []
        self._mark(
            "hatched" if rim else "hatched, no rim", "area", pen, ring, [*rim, *lines], width=min(1.2, self.widths[1])
        )

    def _dot(self, pen, centre, _radius) -> None:
        t = np.linspace(0, 2 * np.pi, 60)
        disc = centre + self.rng.uniform(3, 6) * np.stack([np.cos(t), np.sin(t)], 1)
        self._mark("dot", "point", pen, centre[None], fills=[disc], width=1.0)

    def _cross(self, pen, centre, _radius, turn: float = np.pi / 4) -> None:
        reach, width = self.rng.uniform(2.5, 5), min(float(self.rng.uniform(*self.widths)), 1.6)
        arms = [reach * np.array([[np.cos(a), np.sin(a)], [-np.cos(a), -np.sin(a)]]) for a in (turn, turn + np.pi / 2)]
        self._mark("cross", "point", pen, centre[None], [centre + arm for arm in arms], width=width)

    def _plus(self, pen, centre, radius) -> None:
        self._cross(pen, centre, radius, turn=0.05)

    def _word(self, pen, centre, _radius) -> None:
        """In letters of a font, upright or slanted."""
        name = self.rng.choice(["Italic", "Regular", "Bold"])
        high = self.rng.uniform(4, 8) * self.scale
        font = ImageFont.truetype(str(FONTS / f"AtkinsonHyperlegibleNext-{name}.ttf"), round(high))
        word = str(self.rng.choice(WORDS))
        cover = Image.new("L", self.page.size)
        size = font.getlength(word)
        at = centre * self.scale - np.array([min(size, 34 * self.scale) / 2, high / 2])
        ImageDraw.Draw(cover).text(tuple(at), word, fill=255, font=font)
        self._inked(pen, cover)
        self.drawn.append(Drawn("writing", pen, centre[None], 0.6, word))

    def _hand(self, pen, centre, _radius) -> None:
        """Joined letters: loops and arches along a line that hardly leaves the paper."""
        count, high = int(self.rng.integers(4, 8)), self.rng.uniform(2, 3.5)
        t = np.linspace(0, count * 2 * np.pi, count * 24)
        tall = 1 + 0.9 * (np.interp(t, np.arange(count + 1) * 2 * np.pi, self.rng.random(count + 1)) > 0.7)
        loop = self.rng.uniform(0.5, 1.1)
        x = t / (2 * np.pi) * high * 1.1 + loop * high * 0.5 * np.sin(t)
        path = centre + np.stack([x - x.mean(), -tall * high / 2 * np.cos(t)], 1)
        self._inked(pen, self._cover([path], float(self.rng.uniform(0.4, 0.8))))
        self.drawn.append(Drawn("writing", pen, centre[None], 0.6, "joined letters"))


def drawn_otherwise(page: np.ndarray, dpi: float, pens: list[str], frame_mm, *, seed: int, count: int = 26) -> Marker:
    """page: RGB at `dpi`."""
    hand = Marker(page, dpi, pens, frame_mm, seed)
    for at, style in enumerate(sorted((STYLES[at % len(STYLES)] for at in range(count)), key=lambda one: one in SMALL)):
        hand.draw(style, (at + seed) % len(pens))
    return hand


def dpi_of(seed: int) -> float:
    return float(np.random.default_rng(6000 + seed).choice([150, 200, 300]))


def seen_otherwise(
    page: Image.Image, page_mm: tuple[float, float], *, seed: int, long_side: int = 0
) -> tuple[bytes, Lens]:
    """The file of a picture of the page, and where things are in it."""
    rng = np.random.default_rng(7000 + seed)
    long_side = long_side or int(rng.choice([4032, 4032, 3264, 2048, 1600]))
    lens = _lens(page_mm, (long_side, round(long_side * 0.75)), rng)
    picture = _looked_at(np.asarray(page, np.float32) / 255, page_mm, lens, rng)
    picture = _taken(picture, rng)
    made = io.BytesIO()
    image = Image.fromarray((np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8))
    image.save(made, "JPEG", quality=int(rng.integers(45, 96)), subsampling=int(rng.choice([0, 2, 2])))
    return made.getvalue(), lens


def _lens(page_mm, size, rng) -> Lens:
    """Homography from four corners moved at random; the sheet fills 45 to 97 % of the picture."""
    from skimage.transform import ProjectiveTransform

    width, height = page_mm
    fill = rng.choice([0.97, 0.9, 0.8, 0.6])
    if size[0] < 2100:
        fill = max(fill, 0.9)
    shrink = fill * min(size[0] / width, size[1] / height)
    flat = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) / 2 * shrink
    tilt = rng.uniform(0, 0.16) * shrink * width / 2
    away = flat + np.array([[1, 1], [-1, 1], [0, 0], [0, 0]]) * tilt * rng.choice([0, 1]) + rng.normal(0, 6, (4, 2))
    turn = np.deg2rad(float(rng.choice([0, 180])) + rng.uniform(-5, 5) * (fill < 0.95))
    away = away @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)
    fitted = ProjectiveTransform.from_estimate(corners, away + np.array(size) / 2)
    return Lens(np.asarray(fitted.params), size, float(rng.choice([0, 0.02, 0.05])))


def _looked_at(page: np.ndarray, page_mm, lens: Lens, rng) -> np.ndarray:
    """The page on its table; in light (gamma 2.2) or in sRGB as it is."""
    gamma = float(rng.choice([1.0, 2.2]))
    cols, rows = lens.size
    grid = np.stack(np.meshgrid(np.arange(cols) + 0.5, np.arange(rows) + 0.5), -1)
    mm = lens.page(grid)
    scale = page.shape[1] / page_mm[0]
    finer = (
        scale
        * page_mm[0]
        / (np.hypot(*(lens.seen(np.array([[page_mm[0], page_mm[1] / 2], [0, page_mm[1] / 2]])).T @ [1, -1])))
    )
    at = mm * scale - 0.5
    table = _table(rows, cols, rng)
    outside = (mm < 0).any(axis=-1) | (mm > np.array(page_mm)).any(axis=-1)
    picture = np.empty((rows, cols, 3), np.float32)
    for channel in range(3):
        soft = (
            ndimage.gaussian_filter(page[..., channel] ** gamma, 0.4 * finer)
            if finer > 1.2
            else page[..., channel] ** gamma
        )
        seen = ndimage.map_coordinates(soft, [at[..., 1], at[..., 0]], order=1, mode="nearest")
        picture[..., channel] = np.where(outside, table[..., channel] ** gamma, seen)
    return np.clip(picture, 0, 1) ** (1 / gamma)


def _table(rows: int, cols: int, rng) -> np.ndarray:
    colour = np.array([(0.55, 0.38, 0.22), (0.12, 0.12, 0.13), (0.93, 0.93, 0.9), (0.3, 0.42, 0.33)][rng.integers(4)])
    grain = ndimage.gaussian_filter(rng.normal(0, 1, (rows // 4, cols // 4)), (0.6, 14))
    grain = ndimage.zoom(grain / grain.std(), 4, order=1)
    full = np.pad(grain, ((0, rows - grain.shape[0]), (0, cols - grain.shape[1])), "edge")
    return np.clip(colour * (1 + 0.12 * full[..., None]), 0, 1)


def _taken(picture: np.ndarray, rng) -> np.ndarray:
    """Light, colour, motion, noise."""
    rows, cols = picture.shape[:2]
    y, x = np.mgrid[-1 : 1 : rows * 1j, -1 : 1 : cols * 1j].astype(np.float32)
    light = 1 - rng.uniform(0, 0.5) * (x * x + y * y) / 2 + rng.uniform(-0.25, 0.25) * x + rng.uniform(-0.15, 0.15) * y
    warm = rng.uniform(-0.2, 0.2)
    tint = np.array([1 + warm, 1 + rng.uniform(-0.03, 0.03), 1 - warm])
    picture = picture * light[..., None] * tint / max(1.0, tint.max()) * rng.uniform(0.75, 1.1)
    blur, motion = rng.uniform(0.2, 1.1), int(rng.choice([0, 0, 3, 5]))
    picture = ndimage.gaussian_filter(picture, (blur, blur, 0))
    if motion:
        picture = ndimage.uniform_filter1d(picture, motion, axis=int(rng.integers(2)))
    return picture + rng.normal(0, rng.uniform(0.002, 0.02), picture.shape) * np.sqrt(np.clip(picture, 0.05, 1))
