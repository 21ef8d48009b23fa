import io

import factory
import pypdfium2

from atelier.engines.paper.legends import legends
from atelier.sheets.models import PaperMark, Photo, PhotoDoor, Sheet, SheetReading
from tests.factories.ateliers import WorkshopFactory
from tests.factories.base import ModelFactory

KNOWN = {
    "sheet_id": "MARC-HE44",
    "page_mm": [420, 297],
    "map_frame_mm": [22.5, 25.0, 397.5, 225.0],
    "bbox": [560000.0, 6978000.0, 571250.0, 6984000.0],  # 1:30 000 around the Arques valley, Lambert-93
    "crs": "EPSG:2154",
    "legend": {"key": "diagnosis", "version": 1},
    "pens": [
        {"name": pen.name, "hex": pen.hex, "meaning": pen.meaning, "area_meaning": pen.area}
        for pen in legends()["diagnosis"].pens
    ],
}


def white_pdf(*sides_mm: tuple[int, int]) -> bytes:
    """A PDF of empty pages of these sizes."""
    whole = pypdfium2.PdfDocument.new()
    for width, height in sides_mm or ((420, 297),):
        whole.new_page(width * 72 / 25.4, height * 72 / 25.4)
    made = io.BytesIO()
    whole.save(made)
    return made.getvalue()


class SheetFactory(ModelFactory):
    class Meta:
        model = Sheet

    workshop = factory.SubFactory(WorkshopFactory)
    code = "MARC-HE44"
    title = "La vallée de l’Arques"
    state = "printed"


class PhotoDoorFactory(ModelFactory):
    class Meta:
        model = PhotoDoor

    workshop = factory.SubFactory(WorkshopFactory)
    code = factory.Sequence(lambda number: f"ACDE{number:04d}")


class PhotoFactory(ModelFactory):
    class Meta:
        model = Photo

    workshop = factory.SubFactory(WorkshopFactory)
    name = "IMG_0001.jpg"
    size_bytes = 10
    received_bytes = 10
    state = "read"


class ReadingFactory(ModelFactory):
    class Meta:
        model = SheetReading

    photo = factory.SubFactory(PhotoFactory)
    label = "MARC-HE44"
    known = KNOWN
    px_per_mm = 6.0


class MarkFactory(ModelFactory):
    class Meta:
        model = PaperMark

    reading = factory.SubFactory(ReadingFactory)
    kind = "line"
    pen = 0
    path = [[100.0, 100.0], [150.0, 110.0], [200.0, 100.0]]
    width_mm = 1.2
    confidence = 0.9
