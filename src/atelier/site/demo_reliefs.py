"""Reliefs a newcomer finds ready at Dieppe: shipped as they were made, with all they were made from.

Making them asks eight seconds of a processor, most of them for the ground of the whole site: too long for a first
start. `tools/make_demo_reliefs.py` makes them again; a test holds them to what the engine draws.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings

from atelier.ateliers.models import Atelier
from atelier.people.models import Account
from atelier.reliefs.commands import ask_relief, keep_made
from atelier.reliefs.forms import bounds_around
from atelier.reliefs.making import Made
from atelier.reliefs.wishes import Wish

SHIPPED = Path("demo") / "reliefs-dieppe.zip"  # under the data folder
CONTENTS = "made.json"
ARQUES = bounds_around(1.0985, 49.9035, 7.5, 6.5)
KIT = Wish(
    kind="kit", title="L’Arques à monter en carton", bounds=ARQUES, names="none",
    choices={"scale": 25_000.0, "thickness": 2.0, "exaggeration": 3.0, "layers": None, "sheet_width": 600.0,
             "sheet_depth": 400.0, "sea": "flat", "file": "svg"},
)  # fmt: skip
BLOCK = Wish(
    kind="block", title="La basse vallée de l’Arques", bounds=ARQUES, layers=("streams", "roads"), names="main",
    choices={"azimuth": "315", "tilt": "35", "exaggeration": 3.0, "style": "lavis", "lines": "", "page": "A4"},
)  # fmt: skip
WISHES = {"carton": KIT, "bloc": BLOCK}  # the last one made stands first on the page


def make_reliefs(atelier: Atelier, account: Account) -> None:
    """The reliefs of WISHES with their files, as if `account` had asked for them and a worker had made them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(settings.DATA_DIR / SHIPPED) as shipped:
            shipped.extractall(folder)
        for key, said in json.loads((folder / CONTENTS).read_text(encoding="utf-8")).items():
            relief = ask_relief(atelier, WISHES[key], account=account, by=account)
            parts = tuple(folder / key / part for part in said["parts"])
            keep_made(relief, Made(parts, folder / key / said["picture"], said["summary"], tuple(said["notes"])))


def ship(made: dict[str, Made], out: Path) -> None:
    """Write the archive `make_reliefs` reads: every file in the folder of its wish, and what was said of them."""
    out.parent.mkdir(parents=True, exist_ok=True)
    contents = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, one in made.items():
            files = [*one.parts, *([one.picture] if one.picture else [])]
            for path in files:
                _put(archive, f"{key}/{path.name}", path.read_bytes())
            contents[key] = {
                "parts": [path.name for path in one.parts], "picture": one.picture.name if one.picture else "",
                "summary": one.summary, "notes": list(one.notes),
            }  # fmt: skip
        _put(archive, CONTENTS, json.dumps(contents, ensure_ascii=False, indent=1).encode())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Without the hour, so that the same files make the same archive."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
