"""A short film of the table: VP8 in WebM, which every browser plays and whose encoder is in a wheel we have."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from atelier.engines.cartography import Ground, draw_map
from atelier.engines.cartography.drawing import strength_for
from atelier.engines.cartography.frame import Frame
from atelier.engines.inking.marks import Inked, Inker
from atelier.engines.inking.pixels import Painting, Picture
from atelier.engines.journal.state import Thing
from atelier.engines.journal.tempo import counts_at, whens_of
from atelier.engines.typesetting.letters import FILES, FONTS
from atelier.tables.pictures import words
from atelier.tables.pictures.paper import picture
from atelier.tables.pictures.scenes import Scene, is_shown
from atelier.tables.pictures.wishes import FILM_SIZES, Wish

FRAMES_PER_S, HELD_S = 12, 2  # the last picture stays, so that one can look at it
PX_PER_MM = 5.0
BAND_SHARE = 0.085
INK, SOFT, BAND, TRACK, RUN = "#2a2926", "#5b574f", "#fffdf7", "#d5ccb9", "#1c4f7c"
Told = Callable[[int, int], None]


class FilmRefused(RuntimeError):
    """The encoder of this machine does not open."""


def frame_count(wish: Wish) -> int:
    return (wish.seconds + HELD_S) * FRAMES_PER_S


def table_film(scene: Scene, wish: Wish, path: Path, told: Told) -> None:
    """Write the film at `path`; `told(done, of)` after each frame. Raises NothingDrawn."""
    import cv2

    size = FILM_SIZES[wish.size]
    camera = Camera(scene, wish, scene.ground())
    codec = cv2.VideoWriter.fourcc(*"VP80")
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, codec, float(FRAMES_PER_S), size)
    if not writer.isOpened():
        raise FilmRefused
    try:
        for done, picture in enumerate(camera.pictures(), start=1):
            writer.write(picture)
            told(done, frame_count(wish))
    finally:
        writer.release()


class Camera:
    """Looks at the table from the first gesture to the last."""

    def __init__(self, scene: Scene, wish: Wish, ground: Ground) -> None:
        self.scene, self.wish = scene, wish
        cols, rows = FILM_SIZES[wish.size]
        self.px_per_mm = PX_PER_MM * cols / 1280
        self.band = round(rows * BAND_SHARE) // 2 * 2
        frame = scene.frame(cols / self.px_per_mm, (rows - self.band) / self.px_per_mm, is_round=False)
        self.inker = Inker(frame, scene.pens, strength=strength_for(frame) * 1.1)
        self.painting = Painting(ground_picture(ground, frame, (cols, rows - self.band)), px_per_mm=self.px_per_mm)
        self.letters = Letters(self.band, " · ".join(ground.credits))

    def pictures(self) -> Iterator[Picture]:
        counts = counts_at(whens_of([entry.at for entry in self.scene.entries]), self.wish.seconds * FRAMES_PER_S)
        picture = self.painting.picture()
        for count, _state, touched in self.scene.states(counts):
            if touched:
                self.painting.show(self._changed(touched))
                picture = self.painting.picture()
            yield self._captioned(picture, count)
        for _still in range(HELD_S * FRAMES_PER_S):
            yield self._captioned(picture, len(self.scene.entries))

    def _changed(self, touched: list[Thing]) -> dict[str, Inked | None]:
        latest = {str(thing.id): thing for thing in touched}
        shown = [thing for thing in latest.values() if is_shown(thing, shows_erased=False)]
        return {**dict.fromkeys(latest), **{one.id: one for one in self.inker.inks(shown)}}

    def _captioned(self, map_picture: Picture, count: int) -> Picture:
        table, entries = self.scene.table, self.scene.entries
        at = entries[max(0, count - 1)].at
        band = self.letters.band(
            map_picture.shape[1],
            (table.name, f"{table.workshop.atelier.title} · {table.workshop.title}"),
            (words.hour(at), f"{words.thousands(count)} / {words.thousands(len(entries))}"),
            count / len(entries),
        )
        return np.ascontiguousarray(np.vstack([self.letters.credited(map_picture), band]))


class Letters:
    """Writes on pictures (blue green red) of a film whose band is `height` pixels."""

    def __init__(self, height: int, sources: str) -> None:
        self.height, self.sources = height, sources
        self._big = ImageFont.truetype(FONTS / FILES["bold"], round(height * 0.38))
        self._small = ImageFont.truetype(FONTS / FILES["regular"], round(height * 0.25))
        self._least = ImageFont.truetype(FONTS / FILES["regular"], round(height * 0.18))

    def band(self, width: int, left: tuple[str, str], right: tuple[str, str], share: float) -> Picture:
        image = Image.new("RGB", (width, self.height), BAND)
        pen = ImageDraw.Draw(image)
        high, edge = self.height, round(self.height * 0.3)
        pen.rectangle((0, 0, width, high * 0.07), fill=TRACK)
        pen.rectangle((0, 0, width * share, high * 0.07), fill=RUN)
        for words_, x, anchor in ((left, edge, "l"), (right, width - edge, "r")):
            pen.text((x, high * 0.38), words_[0], font=self._big, fill=INK, anchor=f"{anchor}m")
            pen.text((x, high * 0.76), words_[1], font=self._small, fill=SOFT, anchor=f"{anchor}m")
        return np.asarray(image)[..., ::-1]

    def credited(self, picture: Picture) -> Picture:
        """The sources of the map, at its foot."""
        image = Image.fromarray(picture[..., ::-1])
        place = (image.width - self.height * 0.15, image.height - self.height * 0.1)
        ImageDraw.Draw(image).text(
            place, self.sources, font=self._least, fill=INK, anchor="rs", stroke_width=2, stroke_fill=BAND
        )
        return np.asarray(image)[..., ::-1]


def ground_picture(ground: Ground, frame: Frame, size: tuple[int, int]) -> Picture:
    """The base map as (rows, cols, 3) bytes, blue green red."""
    said = {"page": [frame.width_mm, frame.height_mm]}
    ppi = round(size[0] / frame.width_mm * 25.4)
    png = picture("ground", said, {"ground.svg": draw_map(ground, frame, style="pale").svg}, kind="png", ppi=ppi)
    with Image.open(io.BytesIO(png)) as image:
        return np.ascontiguousarray(np.asarray(image.convert("RGB").resize(size, Image.Resampling.LANCZOS))[..., ::-1])
