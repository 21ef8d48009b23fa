"""What is wrong with a file, said so that somebody knows what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError
from atelier.engines.exchange.refusals import FileCode, FileRefused, ProblemCode

FILE_SENTENCES: dict[FileCode, str | Promise] = {
    FileCode.EMPTY: _("This file is empty. Export it again from your tool."),
    FileCode.TOO_LARGE: _("This file is over %(most)s MB. Cut it, or keep only the area of the workshop."),
    FileCode.NOT_A_MAP: _(
        "This is not a map file that can be read here (it looks like: %(what)s). "
        "Bring GeoJSON, GeoPackage, KML, KMZ, GPX, CSV or a zipped Shapefile."
    ),
    FileCode.UNREADABLE: _("This file is damaged or cut short (line %(line)s). Export it again from your tool."),
    FileCode.SHP_ALONE: _(
        "A .shp file is only a third of a Shapefile. Zip it with its .shx, .dbf, .prj and .cpg, and bring the zip."
    ),
    FileCode.SHP_INCOMPLETE: _("This Shapefile lacks %(missing)s. Zip all the files that bear its name."),
    FileCode.BROKEN_ZIP: _("This zip is broken. Make it again, or send it again if it was sent to you."),
    FileCode.LOCKED_ZIP: _("This zip has a password. Make one without."),
    FileCode.ZIP_BOMB: _("Unpacked, this zip would be over %(most)s MB or is packed abnormally: it was not opened."),
    FileCode.ZIP_PATH: _("This zip names files outside itself: it was not opened. Make it again with only the map."),
    FileCode.NOTHING_IN_ZIP: _(
        "No map was found in this zip (or too many). Zip a Shapefile (.shp, .shx, .dbf, .prj), a KML or a GeoPackage."
    ),
    FileCode.XML_WITH_DOCTYPE: _("This file declares a document type, which maps never do: it was not opened."),
    FileCode.NO_PLACE_COLUMN: _(
        "No column says where: name two of them longitude and latitude, or one WKT, on the first line."
    ),
    FileCode.NO_FEATURE: _("There is nothing to draw in this file: no feature at all."),
    FileCode.TOO_MANY_FEATURES: _("This file holds more than %(most)s objects, more than a table can. Cut it."),
    FileCode.TOO_MANY_POSITIONS: _(
        "Drawn, this file would weigh more than %(most)s positions: screens could not follow. Simplify it first."
    ),
    FileCode.NO_PROJECTION: _(
        "This file does not say its projection, and its positions (%(x)s, %(y)s) are neither degrees nor metres of "
        "Lambert-93. Choose the projection, or bring the .prj with it."
    ),
}

PROBLEM_SENTENCES: dict[ProblemCode, str | Promise] = {
    ProblemCode.NO_PLACE: _("No place: left out."),
    ProblemCode.UNREADABLE_FEATURE: _("Its geometry cannot be read: left out."),
    ProblemCode.NOT_A_NUMBER: _("A position is not a number: left out."),
    ProblemCode.OUT_OF_WORLD: _("Out of the world: left out. Is the projection right?"),
    ProblemCode.ENCLOSES_NOTHING: _("A surface that encloses nothing: left out."),
    ProblemCode.OUTSIDE_THE_MAP: _("Outside this atelier’s map: it will be there, but nobody will see it."),
    ProblemCode.REPAIRED: _("A surface that crossed itself: repaired."),
    ProblemCode.HOLES_FILLED: _("A surface with holes (%(holes)s): they are filled."),
    ProblemCode.SIMPLIFIED: _("Too many positions: simplified, to within %(tolerance_m)s m."),
    ProblemCode.PROJECTION_GUESSED: _("%(layer)s does not say its projection: read as %(crs)s. Check on the map."),
    ProblemCode.PROJECTION_WRONG: _(
        "%(layer)s says degrees but its positions are metres: read as %(crs)s. Check on the map."
    ),
    ProblemCode.AXES_SWAPPED: _("%(layer)s gives latitude before longitude: they were exchanged. Check on the map."),
    ProblemCode.LAYER_PASSED_OVER: _("%(layer)s is a view, not a table: passed over. Save it as a layer to bring it."),
}


class FileNotRead(DomainError):
    """The whole file is refused; the sentence is its code's."""

    code = "file_not_read"

    def __init__(self, refused: FileRefused) -> None:
        super().__init__(**refused.values)
        self.refused = refused

    @property
    def wording(self) -> str | Promise:
        return FILE_SENTENCES[self.refused.code]


def problem_sentence(code: str, values: Mapping[str, Any]) -> str:
    return str(PROBLEM_SENTENCES[ProblemCode(code)]) % values
