"""From a wish to files in a folder: one function a kind, each on the engine."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_noop

from atelier.common.job_words import written
from atelier.engines.relief.block.make import make_block
from atelier.engines.relief.block.options import BlockOptions
from atelier.engines.relief.ground import Ground
from atelier.engines.relief.kit.make import KitOptions, make_kit
from atelier.engines.relief.maps import write_contours, write_shade
from atelier.engines.relief.model.make import ModelOptions, Raised, make_model
from atelier.engines.relief.notes import Note
from atelier.engines.relief.refusals import ReliefRefused
from atelier.engines.relief.stopwatch import Stopwatch
from atelier.engines.relief.words import LANGUAGES, number
from atelier.reliefs.draped import labels_of, overlays_of
from atelier.reliefs.enums import ReliefKind
from atelier.reliefs.grounds import SiteGround, site_ground
from atelier.reliefs.refusals import NotMade
from atelier.reliefs.wishes import Wish

DRAWN_CELLS, MODEL_CELLS = 2_400_000, 16_000_000
PICTURE = "apercu.png"

MODEL_SAID = gettext_noop("%(width)s × %(depth)s × %(height)s mm in %(tiles)s pieces, %(volume)s cm³ of material.")
KIT_SAID = gettext_noop(
    "%(layers)s layers of %(interval)s m, %(pieces)s pieces on %(sheets)s sheets, %(waste)s %% of offcuts."
)
CONTOURS_SAID = gettext_noop("%(count)s lines.")


@dataclass(frozen=True)
class Made:
    """Files of a relief: those to keep, the picture that shows it, a sentence (common/job_words.py) and notes."""

    parts: tuple[Path, ...]
    picture: Path | None
    summary: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Task:
    """What a kind is made from. language: `fr` or `en`, of what is written on the drawings."""

    wish: Wish
    site: SiteGround
    atelier_id: int
    folder: Path
    language: str
    watch: Stopwatch

    @property
    def stem(self) -> str:
        return slugify(self.wish.title)[:60] or "relief"

    def out(self, suffix: str) -> Path:
        return self.folder / f"{self.stem}.{suffix}"

    def ground(self, max_cells: int) -> Ground:
        return self.site.within(self.wish.bounds, max_cells=max_cells)


def make(
    wish: Wish, *, slug: str, atelier_id: int, folder: Path, language: str, watch: Stopwatch | None = None
) -> Made:
    """Write the files of a wish in `folder`. Raises NotMade, SiteNotBuilt."""
    task = Task(wish, site_ground(slug), atelier_id, folder, language, watch or Stopwatch())
    try:
        return MAKERS[ReliefKind(wish.kind)](task)
    except ReliefRefused as refusal:
        raise NotMade(refusal) from refusal


def archive(parts: tuple[Path, ...], out: Path) -> Path:
    """Every part in one zip."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for part in parts:
            file.write(part, part.name)
    return out


def _block(task: Task) -> Made:
    ground = task.ground(DRAWN_CELLS)
    options = block_options(task, ground)
    made = make_block(ground, options, task.out("svg"), task.watch)
    make_block(ground, options, task.out("pdf"), Stopwatch())
    make_block(ground, options, task.out("png"), Stopwatch())
    picture = _small(task.out("png"), task.folder / PICTURE)
    _light(task.out("png"))
    return Made((task.out("svg"), task.out("pdf"), task.out("png")), picture, written(made.text, {}), _told(made.notes))


def block_options(task: Task, ground: Ground) -> BlockOptions:
    said = task.wish.choices
    return BlockOptions(
        azimuth_deg=float(said["azimuth"]),
        tilt_deg=float(said["tilt"]),
        exaggeration=float(said["exaggeration"]),
        style=said["style"],
        lines=said["lines"],
        page=said["page"],
        title=task.wish.title,
        credit=" · ".join(task.site.credits),
        overlays=overlays_of(task.wish, ground, task.site, task.atelier_id),
        labels=labels_of(task.wish, ground, task.site),
        words=LANGUAGES[task.language],
    )


def _model(task: Task) -> Made:
    said, ground = task.wish.choices, task.ground(MODEL_CELLS)
    height_mm = float(said["overlay_mm"]) * (-1 if said["overlays"] == "engrave" else 1)
    laid = overlays_of(task.wish, ground, task.site, task.atelier_id) if said["overlays"] != "none" else ()
    options = ModelOptions(
        scale=float(said["scale"]),
        exaggeration=float(said["exaggeration"]),
        base_mm=float(said["base_mm"]),
        bed_mm=(float(said["bed_width"]), float(said["bed_depth"])),
        tolerance_mm=float(said["tolerance"]),
        is_sea_flat=said["sea"] == "flat",
        has_dovetails=said["joints"] == "dovetails",
        is_engraved=bool(said["engraving"]),
        title=task.wish.title,
        raised=tuple(Raised(overlay, height_mm) for overlay in laid),
    )
    made = make_model(ground, options, task.out(said["file"]), task.watch)
    words = LANGUAGES[task.language]
    volume = sum(tile.volume_mm3 for tile in made.tiles) / 1000
    width, depth, height = (number(side, words) for side in made.size_mm)
    summary = written(MODEL_SAID, {
        "width": width, "depth": depth, "height": height, "tiles": len(made.tiles), "volume": number(volume, words),
    })  # fmt: skip
    return Made(made.files, _preview(task, float(said["exaggeration"])), summary, _told(made.notes))


def _kit(task: Task) -> Made:
    said, ground = task.wish.choices, task.ground(MODEL_CELLS)
    words = LANGUAGES[task.language]
    options = KitOptions(
        scale=float(said["scale"]),
        thickness_mm=float(said["thickness"]),
        format_mm=(float(said["sheet_width"]), float(said["sheet_depth"])),
        exaggeration=float(said["exaggeration"]),
        layers=int(said["layers"] or 0),
        is_sea_flat=said["sea"] == "flat",
        title=task.wish.title,
        words=words,
    )
    made = make_kit(ground, options, task.out(said["file"]), task.watch)
    summary = written(KIT_SAID, {
        "layers": len(made.layers), "interval": number(made.interval_m, words, 2), "pieces": len(made.laid),
        "sheets": made.sheets, "waste": number(100 * made.waste, words),
    })  # fmt: skip
    return Made(made.files, _preview(task, made.exaggeration, lines="contours"), summary, _told(made.notes))


def _shade(task: Task) -> Made:
    said, ground = task.wish.choices, task.ground(MODEL_CELLS)
    azimuth = None if said["light"] == "soft" else float(said["light"])
    for suffix in ("tif", "png"):
        write_shade(ground, task.out(suffix), exaggeration=float(said["exaggeration"]), azimuth_deg=azimuth)
    picture = _small(task.out("png"), task.folder / PICTURE)
    _light(task.out("png"))
    return Made((task.out("tif"), task.out("png")), picture, "", _told(ground.notes))


def _contours(task: Task) -> Made:
    ground = task.ground(MODEL_CELLS)
    count = write_contours(ground, task.out("geojson"), interval_m=float(task.wish.choices["interval"]))
    summary = written(CONTOURS_SAID, {"count": number(count, LANGUAGES[task.language])})
    return Made((task.out("geojson"),), _preview(task, 2.0, lines="contours"), summary, _told(ground.notes))


MAKERS: dict[ReliefKind, Callable[[Task], Made]] = {
    ReliefKind.BLOCK: _block,
    ReliefKind.MODEL: _model,
    ReliefKind.KIT: _kit,
    ReliefKind.SHADE: _shade,
    ReliefKind.CONTOURS: _contours,
}


def _preview(task: Task, exaggeration: float, lines: str = "") -> Path:
    """A small washed block of the same ground: what the model or the kit will look like."""
    ground = task.ground(DRAWN_CELLS // 4)
    options = BlockOptions(
        exaggeration=exaggeration, style="lavis", lines=lines, page="A4", words=LANGUAGES[task.language],
        overlays=overlays_of(task.wish, ground, task.site, task.atelier_id),
    )  # fmt: skip
    out = task.folder / "apercu-grand.png"
    make_block(ground, options, out, Stopwatch())
    return _small(out, task.folder / PICTURE)


def _small(path: Path, out: Path, *, width_px: int = 1000) -> Path:
    """A picture for pages, a third of the weight it would have with all the colours of its edges."""
    from PIL import Image

    with Image.open(path) as picture:
        picture.thumbnail((width_px, width_px))
        kept = picture if picture.mode == "L" else _few_colours(picture)
        kept.save(out, optimize=True)
    return out


def _light(path: Path) -> None:
    """The same drawing in 256 colours: flat washes and lines need no more."""
    from PIL import Image

    with Image.open(path) as picture:
        dpi = picture.info.get("dpi")
        drawn = _few_colours(picture)
    drawn.save(path, optimize=True, **({"dpi": dpi} if dpi else {}))


def _few_colours(picture: Any) -> Any:
    from PIL import Image

    return picture.convert("RGB").quantize(256, kmeans=1, dither=Image.Dither.NONE)


def _told(notes: tuple[Any, ...]) -> tuple[str, ...]:
    """The engine's notes as sentences that can be read in another language."""
    return tuple(written(one.message, one.values) if isinstance(one, Note) else str(one) for one in notes)
