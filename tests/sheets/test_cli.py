import json

import numpy as np
import pypdfium2
import pytest
import rasterio
import zxingcpp
from affine import Affine
from click.testing import CliRunner
from django.utils import translation

from atelier.engines.paper.sheet_code import parse_code
from atelier.sheets.cli import paper
from atelier.site.cli import GROUPS

ARQUES = "1.05,49.88,1.13,49.935"


@pytest.fixture(autouse=True)
def in_english():
    """The command line speaks the language of the installation; its sentences are asked here as they were written."""
    with translation.override("en"):
        yield


def run(tmp_path, *arguments):
    out = () if "--out" in arguments else ("--out", str(tmp_path / "sheet.pdf"))
    return CliRunner().invoke(paper, ["sheet", *arguments, *out])


def test_paper_is_a_verb_of_the_command_line():
    assert GROUPS["paper"] == "atelier.sheets.cli:paper"


def test_sheet_of_the_arques_valley_is_made_and_described(tmp_path):
    described = tmp_path / "sheet.json"

    answer = run(tmp_path, "--site", "dieppe", "--bounds", ARQUES, "--describe", str(described), "--title", "L’Arques")

    assert answer.exit_code == 0, answer.output
    said = json.loads(described.read_text(encoding="utf-8"))
    assert said["scale"] == 30_000
    assert f"{said['sheet_id']} · 1:30\u00a0000 · A3" in answer.output
    page = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    assert parse_code(code.text).sheet_id == said["sheet_id"]
    text = page.get_textpage().get_text_bounded()
    assert all(name in text for name in ("Rouxmesnil-Bouteilles", "Arques-la-Bataille", "LittoSIM-GEN"))


SITES = {
    "dieppe": "1.09,49.91",
    "fumel": "0.965,44.4986",
    "bar-le-duc": "5.16,48.772",
    "parc-national-forets": "4.93,47.9",
}


@pytest.mark.parametrize(
    ("site", "paper_name", "style"),
    [("dieppe", "A0", "relief"), ("fumel", "A3", "plan"), ("bar-le-duc", "A1", "relief"),
     ("parc-national-forets", "A2", "plan")],
)  # fmt: skip
def test_sheet_of_every_site_is_made(tmp_path, site, paper_name, style):
    answer = run(tmp_path, "--site", site, "--centre", SITES[site], "--scale", "1:25 000", "--paper", paper_name,
                 "--style", style, "--portrait")  # fmt: skip

    assert answer.exit_code == 0, answer.output
    document = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    assert len(document) == 1
    assert (tmp_path / "sheet.pdf").stat().st_size < 10_000_000
    assert ("No elevation is known there" in answer.stderr) == (site in {"fumel", "parc-national-forets"})


def test_tiles_come_with_their_plan(tmp_path):
    described = tmp_path / "sheet.json"

    answer = run(tmp_path, "--site", "dieppe", "--centre", SITES["dieppe"], "--scale", "1:10000", "--paper", "A2",
                 "--tiles", "A3", "--describe", str(described))  # fmt: skip

    assert answer.exit_code == 0, answer.output
    said = json.loads(described.read_text(encoding="utf-8"))
    assert len(pypdfium2.PdfDocument(tmp_path / "sheet.pdf")) == len(said["sheets"]) + 1 == 5


def test_photo_style_lays_a_georeferenced_picture(tmp_path):
    picture = tmp_path / "ortho.tif"
    pixels = np.zeros((3, 200, 300), np.uint8)
    pixels[0] = 200
    with rasterio.open(picture, "w", driver="GTiff", width=300, height=200, count=3, dtype="uint8", crs="EPSG:2154",
                       transform=Affine(40, 0, 558_000, 0, -40, 6_985_000)) as file:  # fmt: skip
        file.write(pixels)

    answer = run(tmp_path, "--site", "dieppe", "--centre", SITES["dieppe"], "--scale", "10000", "--style", "photo",
                 "--photo", str(picture))  # fmt: skip

    assert answer.exit_code == 0, answer.output
    image = np.asarray(pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].render(scale=1).to_pil().convert("RGB"))
    middle = np.median(image[100:600, 100:1000].reshape(-1, 3), axis=0)
    assert middle[0] > 150
    assert middle[0] - middle[1] > 80  # red still, under the veil that lets the pens be seen


HERE = ("--centre", SITES["dieppe"], "--scale", "10000")
DIEPPE = ("--site", "dieppe")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--site", "atlantide", *HERE), "atlantide"),
        (DIEPPE, "Say where: bounds (--bounds W,S,E,N), or a centre and a scale"),
        ((*DIEPPE, "--centre", "1.09,49.91"), "Say where"),
        ((*DIEPPE, *HERE, "--bounds", ARQUES), "Say where"),
        ((*DIEPPE, "--bounds", ARQUES, "--scale", "10000"), "the scale follows"),
        ((*DIEPPE, "--bounds", "1,2,3"), "“1,2,3” is not a place"),
        ((*DIEPPE, "--bounds", "1.13,49.88,1.05,49.93"), "upside down"),
        ((*DIEPPE, "--bounds", "nan,49.88,1.05,49.93"), "upside down"),
        ((*DIEPPE, "--bounds", "-170,-80,170,80"), "too wide"),
        ((*DIEPPE, "--centre", "49.91,200", "--scale", "10000"), "not on the Earth"),
        ((*DIEPPE, "--centre", "inf,49", "--scale", "10000"), "not on the Earth"),
        ((*DIEPPE, "--centre", "2.35,48.85", "--scale", "10000"), "Nothing is known there of Dieppe"),
        ((*DIEPPE, "--centre", "1.09,49.91", "--scale", "beaucoup"), "“beaucoup” is not a scale"),
        ((*DIEPPE, "--centre", "1.09,49.91", "--scale", "1:3"), "1:3 is not a scale for a table"),
        ((*DIEPPE, *HERE, "--style", "photo"), "give one (--photo)"),
        ((*DIEPPE, *HERE, "--style", "photo", "--photo", __file__), "not a picture that says where it lies"),
        ((*DIEPPE, *HERE, "--title", "x" * 71), "has 71 letters: 70 at most."),
        ((*DIEPPE, *HERE, "--title", "Forêt 🌲"), "Signs that cannot be printed: 🌲"),
        ((*DIEPPE, *HERE, "--vote", " "), "needs its question"),
        ((*DIEPPE, *HERE, *["--vote", "Oui ?"] * 7), "7 voting boxes do not fit"),
        ((*DIEPPE, *HERE, "--vote", "Oui ?", "--paper", "A1", "--tiles", "A4"), "Tiles have no voting boxes"),
        ((*DIEPPE, *HERE, "--tiles", "A3"), "Tiles of A3 are not smaller than the map (A3)."),
        ((*DIEPPE, *HERE, "--out", "sheet.doc"), "name the sheet .pdf"),
        ((*DIEPPE, *HERE, "--out", "/nowhere/at/all/sheet.pdf"), "There is no folder /nowhere/at/all"),
        ((*DIEPPE, *HERE, "--drawings", "/nowhere.geojson"), "nowhere.geojson cannot be read."),
        ((*DIEPPE, *HERE, "--drawings", __file__), "test_cli.py is not a GeoJSON collection of features."),
    ],
)  # fmt: skip
def test_bad_wish_is_refused_with_a_sentence(tmp_path, arguments, sentence):
    answer = run(tmp_path, *arguments)

    assert answer.exit_code == 1, answer.output
    assert sentence in answer.output
    assert "Traceback" not in answer.output
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_photograph_is_read_once_and_a_refusal_stops_nothing(tmp_path):
    run(tmp_path, *DIEPPE, *HERE, "--paper", "A4", "--describe", str(tmp_path / "sheet.json"))
    photo, letter = tmp_path / "scan.jpg", tmp_path / "letter.jpg"
    pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].render(scale=200 / 72).to_pil().convert("RGB").save(photo)
    letter.write_text("Bonjour")
    asked = ["read", str(letter), str(photo), "--sheets", str(tmp_path), "--out", str(tmp_path / "read")]

    first, second = CliRunner().invoke(paper, asked), CliRunner().invoke(paper, asked)

    assert first.exit_code == 1
    assert "letter.jpg: This file is not a picture that can be opened" in first.stderr
    assert "0 lines, 0 areas, 0 points" in first.stdout
    assert json.loads((tmp_path / "read" / "scan.geojson").read_text())["features"] == []
    assert "already read, as scan.jpg" in second.stderr
