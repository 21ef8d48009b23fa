"""What the server loads before anybody asks: libraries of geometry and pictures come when they are used."""

import subprocess
import sys

HEAVY = {"numpy", "scipy", "shapely", "pyproj", "pyogrio", "rasterio", "cv2", "PIL", "typst", "odfdo", "icalendar"}
HEAVY |= {"cryptography", "segno"}
STARTED = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "atelier.site.settings"
import atelier.site.asgi
from django.urls import get_resolver
assert get_resolver().url_patterns
from django.core.checks import run_checks
run_checks()  # as each start does: every template library comes with it
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_server_starts_without_heavy_libraries():
    started = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, check=True)

    assert HEAVY & set(started.stdout.split()) == set()
