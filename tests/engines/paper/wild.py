"""Photographs as they come: other felt pens, other hands, other telephones than those of photographs.py.

Everything that may differ from one room to the next is drawn at random from a seed: the ink of a pen (its colour, its
width from 0.5 to 4 mm, its unevenness), words in letters, pencil rubbed out, the colour and the slope of the light,
sharpening and saturation by the telephone, a picture turned by EXIF, sent through a messenger.
"""

from __future__ import annotations

import io
from dataclasses import replace

import cv2
import numpy as np
from PIL import Image

from tests.engines.paper.photographs import SCALE, Camera, Drawn, Hand, Shot, photograph

WORDS = ("Mairie", "trop vite", "lien", "danger", "verger", "parking", "RD154", "eau", "moulin", "non !", "belle vue")


class WildHand(Hand):
    """As Hand, with felt pens of any make, and letters."""

    def ink(self, pen: int, coverage: np.ndarray) -> None:
        if not hasattr(self, "makes"):
            self.makes = [_another_make(colour, self.rng) for colour in self.pens]
            self.loads = self.rng.uniform(0.6, 1.1, len(self.pens))
        self.pens, asked = self.makes, self.pens
        super().ink(pen, np.asarray(coverage * self.loads[pen], np.float32))
        self.pens = asked

    def width(self) -> float:
        return float(
            self.rng.uniform(0.4, 0.6) if self.is_ballpoint else np.exp(self.rng.uniform(np.log(0.6), np.log(4)))
        )

    def _writing(self, pen: int, centre: np.ndarray, radius: float) -> None:
        word = str(self.rng.choice(WORDS))
        high = self.rng.uniform(4, 7)
        font = [cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX_SMALL][self.rng.integers(2)]
        width = self.rng.uniform(0.4, 0.9)
        size = cv2.getTextSize(word, font, high * SCALE / 22, round(width * SCALE))[0]
        squeeze = min(1.0, 26 * SCALE / size[0])
        cover = np.zeros(self.raster.shape[:2], np.uint8)
        at = np.round(centre * SCALE - np.array([squeeze * size[0], -squeeze * size[1]]) / 2).astype(int)
        cv2.putText(cover, word, at.tolist(), font, squeeze * high * SCALE / 22, 255, round(width * SCALE), cv2.LINE_AA)
        turn = cv2.getRotationMatrix2D((centre * SCALE).tolist(), self.rng.uniform(-20, 20), 1)
        self.ink(pen, cv2.warpAffine(cover, turn, cover.shape[::-1]))
        self.drawn.append(Drawn("writing", pen, centre[None], width, word))

    def _pencil(self, pen: int, centre: np.ndarray, radius: float) -> None:
        """A line of pencil rubbed out: a grey trace, a smear around it."""
        path = self._curve(centre, radius)
        cover = np.zeros(self.raster.shape[:2], np.uint8)
        points = np.round(path * SCALE).astype(np.int32)
        cv2.polylines(cover, [points], False, 255, round(0.5 * SCALE), cv2.LINE_AA)
        smear = cv2.GaussianBlur(cover, (0, 0), 2.0 * SCALE).astype(np.float32)
        trace = cover.astype(np.float32) / 255 * self.rng.uniform(0.05, 0.1) + 0.04 * smear / max(float(smear.max()), 1)
        self.raster *= np.exp(-trace)[..., None]


def _another_make(colour: str, rng: np.random.Generator) -> str:
    """The same name on another maker's pen: hue, saturation and depth differ."""
    rgb = np.uint8([[[int(colour[at : at + 2], 16) for at in (1, 3, 5)]]])
    hue, saturation, value = (float(one) for one in cv2.cvtColor(rgb, cv2.COLOR_RGB2HSV)[0, 0])
    hue = (hue + rng.uniform(-6, 6)) % 180
    saturation, value = (float(np.clip(one * rng.uniform(0.85, 1.15), 0, 255)) for one in (saturation, value))
    made = cv2.cvtColor(np.uint8([[[hue, saturation, value]]]), cv2.COLOR_HSV2RGB)[0, 0]
    return "#{:02x}{:02x}{:02x}".format(*made)


STYLES = ("line", "line", "dashed", "arrow", "outline", "outline", "solid", "hatched", "dot", "dot", "cross", "sticker",
          "writing", "writing", "pencil")  # fmt: skip


def drawn_wildly(print_rgb: np.ndarray, pens: list[str], frame_mm, *, seed: int, count: int = 24) -> WildHand:
    """As draw_marks."""
    rng = np.random.default_rng(1000 + seed)
    hand = WildHand(print_rgb.astype(np.float32) / 255, pens, frame_mm, rng, is_ballpoint=bool(rng.random() < 0.25))
    small = {"dot", "cross", "sticker", "writing"}
    styles = sorted((STYLES[at % len(STYLES)] for at in range(count)), key=lambda one: one in small)
    for at, style in enumerate(styles):
        if style != "cross" or not hand.is_ballpoint:
            hand.draw(style, (at + seed) % len(pens))
    return hand


def wild_shot(seed: int) -> Shot:
    """Any photograph a person could take who was told to show the whole sheet."""
    rng = np.random.default_rng(2000 + seed)
    sharp = rng.uniform(1.5, 60)
    return Shot(
        tilt_deg=rng.uniform(0, 30), turn_deg=float(rng.choice([0, 90, 180, 270])) + rng.uniform(-12, 12),
        curl_mm=rng.uniform(0, 11), fold_mm=float(rng.choice([0, 0, 3])), shadow=rng.uniform(0, 0.5),
        shadow_edge_mm=sharp, glare=float(rng.choice([0, 0, 0.3])), blur_px=rng.uniform(0.4, 1.4),
        noise=rng.uniform(0.003, 0.025), quality=int(rng.integers(60, 95)), vignette=rng.uniform(0, 0.35),
        pixels=int(rng.choice([1600, 3000, 4000])), warmth=rng.uniform(-0.15, 0.22),
    )  # fmt: skip


def photographed_wildly(
    hand: Hand, page_mm: tuple[float, float], *, seed: int, most: int = 4000
) -> tuple[bytes, Camera]:
    """The file of a telephone of its own: exposure, tone curve, saturation, sharpening, EXIF turn."""
    rng = np.random.default_rng(3000 + seed)
    shot = wild_shot(seed)
    shot = replace(shot, pixels=min(shot.pixels, most))
    data, camera = photograph(hand.raster, page_mm, replace(shot, quality=97), seed=seed)
    seen = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(np.float32) / 255
    seen = np.clip(seen * rng.uniform(0.7, 1.15), 0, 1) ** rng.uniform(0.8, 1.2)
    gray = seen.mean(axis=2, keepdims=True)
    seen = gray + (seen - gray) * rng.uniform(0.75, 1.3)
    seen += rng.uniform(0, 0.8) * (seen - cv2.GaussianBlur(seen, (0, 0), 1.5))
    pixels = (np.clip(seen, 0, 1) * 255).astype(np.uint8)
    out = io.BytesIO()
    said = {}
    if seed % 3 == 0:  # held upright: the file says how to turn it
        pixels, said = np.ascontiguousarray(np.rot90(pixels)), {"exif": _turned()}
    Image.fromarray(pixels).save(out, "JPEG", quality=shot.quality, **said)
    return out.getvalue(), camera


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    return exif
