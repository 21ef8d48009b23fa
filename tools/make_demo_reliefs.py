"""The reliefs shipped with the demonstration, made again: `PYTHONPATH=src .venv/bin/python tools/make_demo_reliefs.py`.

The package of Dieppe must be there (`atelier site build dieppe`).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
    django.setup()
    from django.conf import settings
    from django.utils import translation

    from atelier.reliefs.making import make
    from atelier.site.demo_reliefs import SHIPPED, WISHES, ship

    with tempfile.TemporaryDirectory() as name, translation.override("fr"):
        made = {}
        for key, wish in WISHES.items():
            folder = Path(name) / key
            folder.mkdir()
            made[key] = make(wish, slug="dieppe", atelier_id=0, folder=folder, language="fr")
        out = settings.DATA_DIR / SHIPPED
        ship(made, out)
    print(f"{out}: {out.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
