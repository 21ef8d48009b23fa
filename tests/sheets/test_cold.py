"""What a command that reads one photograph must not wait for."""

import json
import subprocess
import sys

SLOW = ("scipy", "skimage", "django.db", "atelier.engines.cartography.drawing")


def test_reading_loads_neither_the_rooms_nor_what_draws_maps():
    said = "import json, sys; import atelier.sheets.reading as _; print(json.dumps(sorted(sys.modules)))"

    loaded = json.loads(subprocess.run([sys.executable, "-c", said], capture_output=True, check=True).stdout)

    assert "cv2" in loaded
    assert not set(SLOW) & set(loaded)
