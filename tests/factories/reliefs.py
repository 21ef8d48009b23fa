import factory
from django.utils import timezone

from atelier.common.models import StoredFile
from atelier.reliefs.models import Relief, ReliefFile
from tests.factories.ateliers import AtelierFactory
from tests.factories.base import ModelFactory

BOUNDS = [1.05, 49.88, 1.12, 49.93]
CHOICES = {
    "block": {
        "azimuth": "225", "tilt": "35", "exaggeration": 2.0, "style": "lavis", "lines": "", "page": "A4",
    },
    "model": {
        "scale": 50_000.0, "exaggeration": 2.0, "base_mm": 3.0, "bed_width": 220.0, "bed_depth": 220.0, "sea": "flat",
        "overlays": "none", "overlay_mm": 0.6, "joints": "dovetails", "engraving": False, "tolerance": "0.3",
        "file": "stl",
    },
    "kit": {
        "scale": 50_000.0, "thickness": 2.0, "exaggeration": 4.0, "layers": None, "sheet_width": 300.0,
        "sheet_depth": 200.0, "sea": "flat", "file": "svg",
    },
    "shade": {"light": "soft", "exaggeration": 1.0},
    "contours": {"interval": 20.0},
}  # fmt: skip


def wish_for(kind="block", **changes):
    """A plain wish on the lower Arques."""
    said = {"format": 1, "kind": kind, "title": "La basse Arques", "bounds": BOUNDS, "layers": [], "tables": [],
            "names": "none", "choices": CHOICES[kind]}  # fmt: skip
    return {**said, **changes}


class StoredFileFactory(ModelFactory):
    class Meta:
        model = StoredFile

    name = "bloc.svg"
    kind = "image/svg+xml"
    size_bytes = 10
    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    author = "system"


class ReliefFactory(ModelFactory):
    class Meta:
        model = Relief

    atelier = factory.SubFactory(AtelierFactory)
    kind = "block"
    title = "La basse Arques"
    wish = factory.LazyAttribute(lambda relief: wish_for(relief.kind))
    made_at = factory.LazyFunction(timezone.now)


class ReliefFileFactory(ModelFactory):
    class Meta:
        model = ReliefFile

    relief = factory.SubFactory(ReliefFactory)
    file = factory.SubFactory(StoredFileFactory)
    role = "part"
    ordinal = 0
