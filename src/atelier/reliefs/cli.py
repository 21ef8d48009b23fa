"""`atelier relief …`: block diagrams, printable models, cardboard kits, shade, contours and tiles of a raster."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from atelier.engines.relief.ground import Ground
    from atelier.engines.relief.reading import Extent
    from atelier.engines.relief.shapes import Overlay
    from atelier.engines.relief.stopwatch import Stopwatch

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DRAWN_CELLS = 2_400_000  # a sheet shows no more: five cells a millimetre on A3
TILED_CELLS = 16_000_000
OUT = click.Path(dir_okay=False, writable=True, path_type=Path)


class Range(click.FloatRange):
    """A range that also refuses what is not a number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


def numbers(count: int, separator: str = ",") -> Callable[..., tuple[float, ...] | None]:
    """A callback that reads `count` numbers from one argument."""

    def read(_: click.Context, __: click.Parameter, text: str | None) -> tuple[float, ...] | None:
        if text is None:
            return None
        try:
            values = tuple(float(part) for part in text.split(separator))
        except ValueError:
            values = ()
        if len(values) != count or not all(math.isfinite(value) for value in values):
            raise click.BadParameter(f"give {count} numbers separated by “{separator}”, not “{text}”.")
        return values

    return read


def scale_of(_: click.Context, __: click.Parameter, text: str) -> float:
    """10000 from "1:10000"."""
    match = re.fullmatch(r"(?:1\s*[:/])?\s*(\d+(?:\.\d+)?)", text.strip())
    if match is None or float(match[1]) <= 0:
        raise click.BadParameter(f"write it 1:10000, not “{text}”.")
    return float(match[1])


def millimetres(_: click.Context, __: click.Parameter, text: str) -> float:
    """2.0 from "2mm" or "2"."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:mm)?", text.strip())
    if match is None or float(match[1]) <= 0:
        raise click.BadParameter(f"write it 2mm, not “{text}”.")
    return float(match[1])


def on_ground(command: Callable[..., None], *, max_cells: int = 36_000_000) -> Callable[..., None]:
    """The raster and the part of it to keep, given to the command as the ground they make."""

    @click.argument("dem", type=FILE)
    @click.option("--bounds", callback=numbers(4), metavar="W,S,E,N", help="Part to keep, in degrees.")
    @click.option("--crop", type=FILE, help="File of areas: what lies outside is left out.")
    @click.option("--crs", metavar="EPSG:N", help="Projection of the raster, when it does not say it.")
    @click.option(
        "--unit", type=click.Choice(["m", "cm", "ft", "us-ft"]), help="Unit of the heights, when the raster is silent."
    )
    @click.option("--out", type=OUT, required=True, help="File to write; its suffix is its format.")
    @click.option("--profile", is_flag=True, help="Print where the time went, and the memory.")
    @functools.wraps(command)
    def run(
        dem: Path, bounds: Any, crop: Path | None, crs: str | None, unit: str | None, out: Path, profile: bool,
        **options: Any,
    ) -> None:  # fmt: skip
        from atelier.engines.relief.reading import read_ground
        from atelier.engines.relief.stopwatch import Stopwatch

        watch = Stopwatch()
        with sentences():
            with watch("read the raster"):
                extent = extent_of(bounds, crop)
                ground = read_ground(dem, extent, crs=crs, max_cells=max_cells, unit=unit or "")
            command(ground, out, watch, **options)
        if profile:
            click.echo("\n".join(watch.lines()), err=True)

    return run


def extent_of(bounds: Any, crop: Path | None) -> Extent:
    from atelier.engines.relief.reading import Extent
    from atelier.engines.relief.shapes import read_area

    return Extent(bounds, read_area(crop) if crop else None)


@contextmanager
def sentences() -> Iterator[None]:
    """Refusals said in a sentence, without a trace."""
    from atelier.engines.relief.refusals import ReliefRefused

    try:
        yield
    except ReliefRefused as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    except OSError as error:
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        raise click.ClickException(f"{said}.") from error


def overlays_of(paths: tuple[Path, ...], ground: Ground) -> tuple[Overlay, ...]:
    from atelier.engines.relief.shapes import read_overlay

    return tuple(read_overlay(path, ground.crs) for path in paths)


def counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def say(*lines: str) -> None:
    for line in lines:
        click.echo(line)


@click.group()
def relief() -> None:
    """Block diagrams, scale models and kits from an elevation raster."""


@relief.command()
@click.option(
    "--azimuth", default=225.0, show_default=True, type=Range(-360, 720), help="Bearing one looks from, in degrees."
)
@click.option("--tilt", default=35.0, show_default=True, type=Range(10, 80), help="Height of the eye, degrees.")
@click.option("--exaggeration", default=2.0, show_default=True, type=Range(0.1, 50))
@click.option("--overlay", "overlays", type=FILE, multiple=True, help="Layer to drape (GeoJSON, GeoPackage).")
@click.option("--label", "labels", multiple=True, metavar="NAME@LON,LAT", help="Name to write, with its place.")
@click.option("--style", type=click.Choice(["plume", "lavis", "blank"]), default="plume", show_default=True)
@click.option("--lines", type=click.Choice(["profiles", "contours", "hachures", "none"]), default=None)
@click.option("--interval", default=0.0, type=Range(0), help="Metres between contours; chosen when it is not given.")
@click.option("--page", type=click.Choice(["A3", "A4"]), default="A3", show_default=True)
@click.option("--title", default="")
@click.option("--credit", default="")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@functools.partial(on_ground, max_cells=DRAWN_CELLS)
def block(ground: Ground, out: Path, watch: Stopwatch, **given: Any) -> None:
    """Draw a block diagram of DEM as .svg, .pdf or .png."""
    from atelier.engines.relief.block.make import make_block
    from atelier.engines.relief.block.options import BlockOptions
    from atelier.engines.relief.words import LANGUAGES

    with watch("read the overlays"):
        overlays = overlays_of(given["overlays"], ground)
        labels = tuple(label_of(text, ground) for text in given["labels"])
    options = BlockOptions(
        azimuth_deg=given["azimuth"], tilt_deg=given["tilt"], exaggeration=given["exaggeration"], style=given["style"],
        lines=given["lines"] or "", interval_m=given["interval"], page=given["page"], title=given["title"],
        credit=given["credit"], overlays=overlays, labels=labels, words=LANGUAGES[given["language"]],
    )  # fmt: skip
    made = make_block(ground, options, out, watch)
    say(*made.notes, f"{out}: {made.text}")


def label_of(text: str, ground: Ground) -> Any:
    from shapely import Point

    from atelier.engines.relief.block.labels import Label
    from atelier.engines.relief.shapes import WGS84, reprojected

    match = re.fullmatch(r"(.+)@(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", text)
    if match is None:
        raise click.BadParameter(f"write it Dieppe@1.0775,49.923, not “{text}”.", param_hint="--label")
    place = reprojected(Point(float(match[2]), float(match[3])), WGS84, ground.crs)
    return Label(match[1], place.x, place.y)


@relief.command()
@click.option("--scale", default="1:10000", show_default=True, callback=scale_of)
@click.option("--exaggeration", default=1.0, show_default=True, type=Range(0.1, 50))
@click.option("--base-mm", default=5.0, show_default=True, type=Range(0.4, 100), help="Under the lowest ground.")
@click.option("--bed", default="220x220", show_default=True, callback=numbers(2, "x"), help="Bed of the printer, mm.")
@click.option("--tolerance-mm", default=0.0, type=Range(0, 10), help="Simplify; no height moves by more.")
@click.option("--sea", type=click.Choice(["true", "flat"]), default="true", show_default=True, help="Sea bed or water.")
@click.option("--joints", type=click.Choice(["dovetails", "straight"]), default="dovetails", show_default=True)
@click.option("--no-engraving", is_flag=True, help="Leave the underside plain.")
@click.option("--title", default="", help="Engraved underneath.")
@click.option("--emboss", type=FILE, multiple=True, help="Layer raised above the ground.")
@click.option("--engrave", type=FILE, multiple=True, help="Layer sunk into the ground.")
@click.option("--overlay-mm", default=0.6, show_default=True, type=Range(0.1, 10), help="How high, how deep.")
@on_ground
def model(ground: Ground, out: Path, watch: Stopwatch, **given: Any) -> None:
    """Make a printable model of DEM as .3mf or .stl, in tiles that fit the bed."""
    from atelier.engines.relief.model.make import ModelOptions, Raised, make_model

    with watch("read the overlays"):
        raised = [Raised(overlay, given["overlay_mm"]) for overlay in overlays_of(given["emboss"], ground)]
        raised += [Raised(overlay, -given["overlay_mm"]) for overlay in overlays_of(given["engrave"], ground)]
    options = ModelOptions(
        scale=given["scale"], exaggeration=given["exaggeration"], base_mm=given["base_mm"], bed_mm=given["bed"],
        tolerance_mm=given["tolerance_mm"], is_sea_flat=given["sea"] == "flat",
        has_dovetails=given["joints"] == "dovetails", is_engraved=not given["no_engraving"], title=given["title"],
        raised=tuple(raised),
    )  # fmt: skip
    made = make_model(ground, options, out, watch)
    width, depth, height = made.size_mm
    triangles, volume = sum(tile.triangles for tile in made.tiles), sum(tile.volume_mm3 for tile in made.tiles)
    bound = f", no height moved by more than {options.tolerance_mm:g} mm" if options.tolerance_mm else ""
    say(
        *made.notes,
        f"{width:.1f} × {depth:.1f} × {height:.1f} mm in {counted(len(made.tiles), 'tile')}, "
        f"{volume / 1000:.0f} cm³, {triangles} triangles{bound}.",
        *(str(path) for path in made.files),
    )


@relief.command()
@click.option("--scale", default="1:5000", show_default=True, callback=scale_of)
@click.option("--sheet", default="2mm", show_default=True, callback=millimetres, help="Thickness of the cardboard.")
@click.option("--format", "size", default="600x400", show_default=True, callback=numbers(2, "x"), help="Sheets, mm.")
@click.option("--exaggeration", default=1.0, show_default=True, type=Range(0.1, 50))
@click.option("--layers", default=None, type=click.IntRange(2, 120), help="How many; the exaggeration follows.")
@click.option("--sea", type=click.Choice(["true", "flat"]), default="true", show_default=True, help="Sea bed or water.")
@click.option("--title", default="")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", show_default=True)
@on_ground
def kit(ground: Ground, out: Path, watch: Stopwatch, **given: Any) -> None:
    """Make a kit of cardboard layers of DEM as .svg, .dxf or .pdf, with its instructions."""
    from atelier.engines.relief.kit.make import KitOptions, make_kit
    from atelier.engines.relief.words import LANGUAGES

    options = KitOptions(
        scale=given["scale"], thickness_mm=given["sheet"], format_mm=given["size"], exaggeration=given["exaggeration"],
        layers=given["layers"] or 0, is_sea_flat=given["sea"] == "flat", title=given["title"],
        words=LANGUAGES[given["language"]],
    )  # fmt: skip
    made = make_kit(ground, options, out, watch)
    say(
        *made.notes,
        f"{len(made.layers)} layers of {made.interval_m:.2f} m (heights × {float(f'{made.exaggeration:.2g}'):g}), "
        f"{counted(len(made.laid), 'piece')} on {counted(made.sheets, 'sheet')}, {100 * made.waste:.0f} % wasted.",
        *(str(path) for path in made.files),
    )


@relief.command()
@click.option(
    "--azimuth", default=315.0, show_default=True, type=Range(-360, 720), help="Where the light comes from, in degrees."
)
@click.option("--altitude", default=45.0, show_default=True, type=Range(1, 90))
@click.option("--exaggeration", default=1.0, show_default=True, type=Range(0.1, 50))
@click.option("--soft", is_flag=True, help="Four lamps instead of one.")
@on_ground
def shade(ground: Ground, out: Path, watch: Stopwatch, **given: Any) -> None:
    """Shade DEM as a .tif or .png in shades of grey."""
    from atelier.engines.relief.maps import write_shade

    lamp = {} if given["soft"] else {"azimuth_deg": given["azimuth"], "altitude_deg": given["altitude"]}
    with watch("shade"):
        write_shade(ground, out, exaggeration=given["exaggeration"], **lamp)
    say(*ground.notes, str(out))


@relief.command()
@click.option("--shade", "is_shade", is_flag=True, help="A shade already drawn, instead of heights.")
@functools.partial(on_ground, max_cells=TILED_CELLS)
def tiles(ground: Ground, out: Path, watch: Stopwatch, is_shade: bool) -> None:
    """Cut DEM into terrain tiles of a map, as .pmtiles: heights in Terrarium, or a shade."""
    from atelier.reliefs.tiles import write_tiles

    with watch("write the tiles"):
        first, last = write_tiles(ground, out, is_shade=is_shade)
    say(*ground.notes, f"{out}: zooms {first} to {last}, {out.stat().st_size / 1e6:.1f} MB")


@relief.command()
@click.option("--interval", default=10.0, show_default=True, type=Range(0.1, 1000), help="Metres.")
@on_ground
def contours(ground: Ground, out: Path, watch: Stopwatch, interval: float) -> None:
    """Draw the contours of DEM as .geojson, in WGS 84."""
    from atelier.engines.relief.maps import write_contours

    with watch("draw the contours"):
        count = write_contours(ground, out, interval_m=interval)
    say(*ground.notes, f"{out}: {counted(count, 'line')}")
