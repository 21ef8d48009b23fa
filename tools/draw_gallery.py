"""The pictures of docs/gallery, drawn again: `PYTHONPATH=src .venv/bin/python tools/draw_gallery.py [NAME…]`.

Each line is what one would type after `atelier relief block`; the drawing is then kept small.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from click.testing import CliRunner
from PIL import Image

from atelier.reliefs.cli import relief

SITES, GALLERY = Path("data/sites"), Path("docs/gallery")
WIDTH_PX, COLOURS = 1400, 96
LITTOSIM = "LittoSIM-GEN (N. Becu, M. Amalric et al.), CC BY-SA 4.0, données modifiées"
SRTM = "NASA / NGA / USGS – SRTM"
PLACES = {
    "dieppe-plume": (
        "dieppe/mnt_20m.tif --bounds 1.0435,49.885,1.1185,49.943 --azimuth 335 --tilt 34 --exaggeration 3",
        ("cours_d_eau", "routes"),
        ("Dieppe@1.0775,49.923", "Le Pollet@1.088,49.9275", "Janval@1.068,49.912", "Puys@1.113,49.938",
         "Neuville-lès-Dieppe@1.101,49.926", "Rouxmesnil-Bouteilles@1.0865,49.9035"),
        ("Dieppe et la basse vallée de l’Arques", LITTOSIM),
    ),
    "dieppe-lavis": (
        "dieppe/mnt_20m.tif --bounds 1.0435,49.885,1.1185,49.943 --azimuth 205 --tilt 32 --exaggeration 3 "
        "--style lavis",
        ("cours_d_eau", "routes"),
        ("Dieppe@1.0775,49.923", "Le Pollet@1.088,49.9275", "Puys@1.113,49.938", "Janval@1.068,49.912"),
        ("Dieppe et la basse vallée de l’Arques", LITTOSIM),
    ),
    "fumel-lavis": (
        "fumel/mnt_vallee_du_lot_cahors_30m.tif --bounds 1.39,44.42,1.50,44.485 --azimuth 215 --tilt 34 "
        "--exaggeration 2 --style lavis --lines hachures",
        (),
        ("Cahors@1.441,44.448",),
        ("Le Lot à Cahors, en amont de Fumel", "SRTM, via AWS Terrain Tiles (Mapzen)"),
    ),
    "bar-le-duc-plume": (
        "bar-le-duc/mnt_srtm_60m.tif --bounds 5.10,48.735,5.235,48.815 --azimuth 310 --tilt 32 --exaggeration 3 "
        "--lines profiles",
        (),
        ("Bar-le-Duc@5.16,48.772",),
        ("L’Ornain à Bar-le-Duc", SRTM),
    ),
    "parc-national-forets-blank": (
        "parc-national-forets/mnt_srtm_60m_nord.tif --bounds 4.86,48.01,5.02,48.10 --azimuth 150 --tilt 36 "
        "--exaggeration 3 --style blank",
        (),
        ("Châteauvillain@4.919,48.036",),
        ("L’Aujon à Châteauvillain, Parc national de forêts", SRTM),
    ),
}  # fmt: skip


def draw(name: str) -> None:
    words, layers, labels, (title, credit) = PLACES[name]
    dem, *options = words.split()
    site = (SITES / dem).parent
    options += [part for layer in layers for part in ("--overlay", str(site / f"{layer}.geojson"))]
    options += [part for label in labels for part in ("--label", label)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "block.png"
        arguments = ["block", str(SITES / dem), *options, "--title", title, "--credit", credit, "--out", str(out)]
        result = CliRunner().invoke(relief, arguments)
        print(name, result.output.strip())
        if result.exit_code:
            sys.exit(1)
        with Image.open(out) as picture:
            small = picture.convert("RGB").resize((WIDTH_PX, round(WIDTH_PX * picture.height / picture.width)))
            small.quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE).save(GALLERY / f"{name}.png", optimize=True)


if __name__ == "__main__":
    for name in sys.argv[1:] or PLACES:
        draw(name)
