"""What one asks for, kind by kind, in plain words; sensible answers are already given."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from atelier.common.geometry import Bounds
from atelier.reliefs.enums import ReliefKind
from atelier.reliefs.wishes import Wish

LEAST_KM, MOST_KM = 0.2, 80.0
KM_A_DEGREE = 111.32  # of latitude; of longitude at the equator
PLACE_FIELDS = ("lon", "lat", "width_km", "depth_km")
COMMON_FIELDS = {*PLACE_FIELDS, "title", "layers", "tables", "names"}
LAID_ON = {ReliefKind.BLOCK, ReliefKind.MODEL}

SEEN_FROM = [
    ("225", _("from the south-west")),
    ("180", _("from the south")),
    ("135", _("from the south-east")),
    ("90", _("from the east")),
    ("45", _("from the north-east")),
    ("0", _("from the north")),
    ("315", _("from the north-west")),
    ("270", _("from the west")),
]
TILTS = [("25", _("low, like from a hill")), ("35", _("slanting, as block diagrams are")), ("55", _("from high above"))]
STYLES = [
    ("plume", _("Pen: lines and hachures")), ("lavis", _("Wash: soft colours and shade")),
    ("blank", _("Outline, to colour by hand")),
]  # fmt: skip
LINES = [
    ("", _("those of the style")), ("profiles", _("profiles")), ("contours", _("contour lines")),
    ("hachures", _("hachures")), ("none", _("none")),
]  # fmt: skip
NAMES = [("main", _("the main ones")), ("all", _("all that find room")), ("none", _("none"))]
PAGES = [("A3", _("A3 (420 × 297 mm)")), ("A4", _("A4 (297 × 210 mm)"))]
SEAS = [("true", _("its bed, as far as it is known")), ("flat", _("flat water"))]
TOLERANCES = [
    ("0.1", _("0.1 mm: nobody sees the difference")), ("0.3", _("0.3 mm: a lighter file")),
    ("0", _("none: every point of the elevation model")),
]  # fmt: skip
JOINTS = [("dovetails", _("with dovetails")), ("straight", _("straight, to be glued"))]
RAISED = [("emboss", _("raised above the ground")), ("engrave", _("sunk into the ground")), ("none", _("left out"))]
MODEL_FILES = [("3mf", _("3MF: every piece in one file")), ("stl", _("STL: one file a piece"))]
KIT_FILES = [
    ("svg", _("SVG: one drawing a sheet")), ("dxf", _("DXF: for the machine's software")),
    ("pdf", _("PDF: to print or to read")),
]  # fmt: skip
LIGHTS = [("soft", _("soft, from four sides")), ("315", _("from the north-west")), ("225", _("from the south-west"))]


def number(label: Any, initial: float, low: float, high: float, *, step: float = 1, help_text: Any = "") -> Any:
    """A number with its limits; `step` is what the arrows of the field add."""
    widget = forms.NumberInput(attrs={"step": "any", "data-step": f"{step:g}", "inputmode": "decimal"})
    return forms.FloatField(
        label=label, initial=initial, min_value=low, max_value=high, widget=widget, help_text=help_text
    )


class PlaceForm(forms.Form):
    """A rectangle by its middle and its size; what to write on what is made."""

    kind: ReliefKind

    lon = number(_("Longitude of the middle (degrees)"), 0, -180, 180, step=0.005)
    lat = number(_("Latitude of the middle (degrees)"), 0, -85, 85, step=0.005)
    width_km = number(_("Width from west to east (km)"), 6, LEAST_KM, MOST_KM, step=0.5)
    depth_km = number(_("Depth from south to north (km)"), 4, LEAST_KM, MOST_KM, step=0.5)
    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("Written on what is made, and on its files."))

    def __init__(
        self, *args: Any, within: Bounds, layers: Mapping[str, Any], tables: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        if "layers" in self.fields:
            self.fields["layers"].choices = list(layers.items())  # type: ignore[attr-defined]
            self.fields["tables"].choices = list(tables.items())  # type: ignore[attr-defined]
            if not tables:
                del self.fields["tables"]
            if not layers:
                del self.fields["layers"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if all(isinstance(said.get(name), float) for name in PLACE_FIELDS):
            west, south, east, north = bounds_around(said["lon"], said["lat"], said["width_km"], said["depth_km"])
            if east < self.within[0] or west > self.within[2] or north < self.within[1] or south > self.within[3]:
                raise ValidationError(_("This place lies outside the map of the atelier's territory. Bring it back."))
        return said

    @property
    def bounds(self) -> Bounds:
        """Of a valid form; west, south, east, north in degrees."""
        said = self.cleaned_data
        return bounds_around(said["lon"], said["lat"], said["width_km"], said["depth_km"])

    def wish(self) -> Wish:
        """Of a valid form."""
        said = self.cleaned_data
        return Wish(
            kind=self.kind.value, title=said["title"], bounds=self.bounds, layers=tuple(said.get("layers", ())),
            tables=tuple(said.get("tables", ())), names=said.get("names", "none"),
            choices={name: value for name, value in said.items() if name not in COMMON_FIELDS},
        )  # fmt: skip

    @property
    def place_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in PLACE_FIELDS]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in PLACE_FIELDS]


class LaidForm(PlaceForm):
    """With layers of the site and drawings of tables on it."""

    layers = forms.MultipleChoiceField(
        label=_("Layers laid on the ground"), required=False, widget=forms.CheckboxSelectMultiple, initial=["streams"]
    )
    tables = forms.MultipleChoiceField(
        label=_("Drawings of the tables"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("As they are when the file is made. Only those who may see these tables will see it."),
    )  # fmt: skip


class BlockForm(LaidForm):
    kind = ReliefKind.BLOCK

    azimuth = forms.ChoiceField(label=_("Seen"), choices=SEEN_FROM)
    tilt = forms.ChoiceField(label=_("Height of the eye"), choices=TILTS, initial="35")
    exaggeration = number(
        _("Heights multiplied by"), 2, 0.5, 20, step=0.5,
        help_text=_("2 or 3 in a land of hills, 1 in the mountains, 5 and more on a plain."),
    )  # fmt: skip
    style = forms.ChoiceField(label=_("Hand"), choices=STYLES)
    lines = forms.ChoiceField(label=_("Lines of the relief"), choices=LINES, required=False)
    names = forms.ChoiceField(label=_("Names of places"), choices=NAMES)
    page = forms.ChoiceField(label=_("Sheet"), choices=PAGES)


class ModelForm(LaidForm):
    kind = ReliefKind.MODEL

    scale = number(
        _("Scale: 1 for"), 25_000, 500, 1_000_000, step=1000, help_text=_("25 000: one centimetre is worth 250 metres.")
    )
    exaggeration = number(_("Heights multiplied by"), 2, 0.5, 20, step=0.5)
    base_mm = number(_("Thickness under the lowest ground (mm)"), 3, 0.6, 50, step=0.5)
    bed_width = number(_("Bed of the printer, width (mm)"), 220, 40, 1000, step=10)
    bed_depth = number(_("Bed of the printer, depth (mm)"), 220, 40, 1000, step=10)
    sea = forms.ChoiceField(label=_("The sea"), choices=SEAS, initial="flat")
    overlays = forms.ChoiceField(label=_("Layers and drawings"), choices=RAISED)
    overlay_mm = number(_("By how much (mm)"), 0.6, 0.2, 5, step=0.1)
    joints = forms.ChoiceField(label=_("Pieces joined"), choices=JOINTS)
    engraving = forms.BooleanField(
        label=_("Engrave the number of the piece, the north, the scale and the title underneath"),
        required=False, initial=True,
    )  # fmt: skip
    tolerance = forms.ChoiceField(label=_("Simplification"), choices=TOLERANCES)
    file = forms.ChoiceField(label=_("File"), choices=MODEL_FILES)


class KitForm(PlaceForm):
    kind = ReliefKind.KIT

    scale = number(
        _("Scale: 1 for"), 15_000, 500, 1_000_000, step=1000, help_text=_("15 000: one centimetre is worth 150 metres.")
    )
    thickness = number(_("Thickness of the cardboard (mm)"), 2, 0.3, 30, step=0.5)
    exaggeration = number(_("Heights multiplied by"), 2, 0.5, 20, step=0.5)
    layers = forms.IntegerField(
        label=_("Number of layers"), required=False, min_value=2, max_value=120,
        help_text=_("Leave empty: the thickness and the multiplication give it."),
    )  # fmt: skip
    sheet_width = number(_("Width of the sheets (mm)"), 600, 60, 3000, step=10)
    sheet_depth = number(_("Height of the sheets (mm)"), 400, 60, 3000, step=10)
    sea = forms.ChoiceField(label=_("The sea"), choices=SEAS, initial="flat")
    file = forms.ChoiceField(label=_("File"), choices=KIT_FILES)

    def __init__(
        self, *args: Any, within: Bounds, layers: Mapping[str, Any], tables: Mapping[str, str], **kwargs: Any
    ) -> None:
        forms.Form.__init__(self, *args, **kwargs)  # its `layers` are of cardboard, not of the map
        self.within = within

    def wish(self) -> Wish:
        said = self.cleaned_data
        choices = {name: value for name, value in said.items() if name not in {*PLACE_FIELDS, "title"}}
        return Wish(kind=self.kind.value, title=said["title"], bounds=self.bounds, names="none", choices=choices)


class ShadeForm(PlaceForm):
    kind = ReliefKind.SHADE

    light = forms.ChoiceField(label=_("Light"), choices=LIGHTS)
    exaggeration = number(_("Heights multiplied by"), 1, 0.5, 20, step=0.5)


class ContoursForm(PlaceForm):
    kind = ReliefKind.CONTOURS

    interval = number(_("A line every (metres)"), 10, 1, 500, step=5)


FORMS: dict[ReliefKind, type[PlaceForm]] = {
    form.kind: form for form in (BlockForm, ModelForm, KitForm, ShadeForm, ContoursForm)
}


def bounds_around(lon: float, lat: float, width_km: float, depth_km: float) -> Bounds:
    across = width_km / 2 / (KM_A_DEGREE * math.cos(math.radians(lat)))
    up = depth_km / 2 / KM_A_DEGREE
    return lon - across, lat - up, lon + across, lat + up


def place_of(bounds: Bounds) -> dict[str, float]:
    """The middle and the size of a rectangle, as the fields have them."""
    west, south, east, north = bounds
    lat = (south + north) / 2
    width = (east - west) * KM_A_DEGREE * math.cos(math.radians(lat))
    depth = (north - south) * KM_A_DEGREE
    return {
        "lon": round((west + east) / 2, 5), "lat": round(lat, 5),
        "width_km": round(width, 2), "depth_km": round(depth, 2),
    }  # fmt: skip


def initial_of(wish: Wish) -> dict[str, Any]:
    """A wish as the fields of its form: to ask for it again with a change."""
    laid = {"layers": list(wish.layers), "tables": list(wish.tables), "names": wish.names}
    return {**place_of(wish.bounds), "title": wish.title, **laid, **wish.choices}
