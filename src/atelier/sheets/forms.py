"""Forms of the room `sheets`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.models import Workshop
from atelier.common.errors import DomainError
from atelier.engines.paper.legends import legends
from atelier.engines.paper.papers import PAPERS
from atelier.sheets.enums import MarkKind
from atelier.sheets.limits import LONGEST, MOST_VOTES
from atelier.sheets.models import SheetReading
from atelier.tables.models import Table
from atelier.territories.queries import communes_in, site

WHOLE, ANY_TABLE = "", "any"
_ANYWHERE = Path("sheet.pdf")
MOST_COMMUNES = 60
SCALES = [
    (str(one), f"1:{one:_}".replace("_", "\u00a0"))
    for one in (2_500, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 50_000, 100_000)
]
STYLE_LABELS = {
    "pale": _("Pale, made for felt pens"),
    "plan": _("Plan: zones, floods, protected areas"),
    "relief": _("Relief: tinted and shaded"),
}


class SheetForm(forms.Form):
    """A sheet for each table that is ticked, all of the same map."""

    tables = forms.MultipleChoiceField(label=_("For which tables"), widget=forms.CheckboxSelectMultiple)
    title = forms.CharField(label=_("Title"), max_length=LONGEST["title"])
    subtitle = forms.CharField(label=_("Under the title"), max_length=80, required=False)
    place = forms.ChoiceField(label=_("Place"), required=False)
    scale = forms.ChoiceField(
        label=_("Scale"), required=False,
        choices=[("", _("The largest that holds the place")), *SCALES],
    )  # fmt: skip
    centre = forms.CharField(
        label=_("Or around a point"), required=False, max_length=60,
        help_text=_("Longitude, latitude in degrees: 1.09, 49.91. It wins over the place, and needs a scale."),
    )  # fmt: skip
    paper_name = forms.ChoiceField(label=_("Paper"), choices=[(name, name) for name in PAPERS], initial="A3")
    portrait = forms.BooleanField(label=_("Upright"), required=False)
    style = forms.ChoiceField(
        label=_("Map"), choices=list(STYLE_LABELS.items()),
        widget=forms.RadioSelect, initial="pale",
    )  # fmt: skip
    legend_key = forms.ChoiceField(label=_("Pens and their meanings"))
    tiles = forms.ChoiceField(
        label=_("Print on several sheets"), required=False,
        choices=[("", _("No, one sheet")), ("A4", _("A4 to assemble")), ("A3", _("A3 to assemble"))],
    )  # fmt: skip
    votes = forms.CharField(
        label=_("Boxes for stickers"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One question a line, six at most: stickers in its box are counted by colour."),
    )  # fmt: skip
    with_drawings = forms.BooleanField(label=_("Print what the table has drawn so far"), required=False)

    def __init__(self, *arguments: Any, workshop: Workshop, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.workshop = workshop
        self.known = {str(table.pk): table for table in workshop.tables.all()}
        tables = [(pk, table.name) for pk, table in self.known.items()]
        _offer(self, "tables", [*tables, (ANY_TABLE, _("For any table"))])
        _offer(self, "legend_key", [(key, one.title) for key, one in legends().items()])
        bounds = site(workshop.atelier.site).bounds
        self.communes = {one.code: one for one in communes_in(*bounds)[:MOST_COMMUNES]}
        names = sorted((one.name, code) for code, one in self.communes.items())
        _offer(self, "place", [(WHOLE, _("The whole territory")), *((code, name) for name, code in names)])
        for name, value in (
            ("tables", list(self.known) or [ANY_TABLE]),
            ("title", workshop.atelier.title[:70]),
            ("subtitle", workshop.title[:80]),
        ):
            self.initial.setdefault(name, value)

    def clean_votes(self) -> list[str]:
        return [line.strip() for line in str(self.cleaned_data["votes"]).splitlines() if line.strip()][: MOST_VOTES + 1]

    def clean(self) -> dict[str, Any]:
        """The wish is checked as the printer will, so that what is wrong is said here and now."""
        from atelier.sheets.wishes import Wish, checked_centre, checked_order, checked_scale

        said = super().clean() or {}
        if self.errors:
            return said
        try:
            if said["centre"]:
                checked_centre(said["centre"])
                checked_scale(str(said["scale"] or ""))
            wish = {name: value for name, value in self.wish.items() if name not in {"with_drawings", "votes"}}
            checked_order(
                Wish(slug=self.workshop.atelier.site, out=_ANYWHERE, votes=tuple(said["votes"]), **wish), said["title"]
            )
        except DomainError as error:
            raise forms.ValidationError(error.sentence) from error
        return said

    @property
    def wish(self) -> dict[str, Any]:
        """As it is kept with the sheet (sheets/printed.py reads it)."""
        said = self.cleaned_data
        names = ("title", "subtitle", "paper_name", "portrait", "style", "legend_key", "votes", "with_drawings")
        return {name: said[name] for name in names} | {"tiles": said["tiles"] or None} | self._where()

    def _where(self) -> dict[str, str]:
        said = self.cleaned_data
        scale = f"1:{said['scale']}" if said["scale"] else ""
        if said["centre"]:
            return {"centre": said["centre"].replace(" ", ""), "scale": scale}
        west, south, east, north = self._bounds(said["place"])
        if scale:
            return {"centre": f"{(west + east) / 2:.5f},{(south + north) / 2:.5f}", "scale": scale}
        return {"bounds": f"{west},{south},{east},{north}"}

    def _bounds(self, place: str) -> tuple[float, float, float, float]:
        """Of a commune, or of the whole territory."""
        one = self.communes.get(place)
        if one and one.west is not None and one.south is not None and one.east is not None and one.north is not None:
            return one.west, one.south, one.east, one.north
        return site(self.workshop.atelier.site).bounds

    @property
    def chosen_tables(self) -> list[Table | None]:
        return [self.known.get(one) for one in self.cleaned_data["tables"]]


class DoorForm(forms.Form):
    keeps_originals = forms.BooleanField(
        label=_("Keep the photographs as they were sent"), required=False,
        help_text=_("Otherwise only the picture is kept, without what the telephone says of its place and owner."),
    )  # fmt: skip


class MarkForm(forms.Form):
    """What a person says of a mark."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("What it is"), choices=MarkKind.choices)
    pen = forms.TypedChoiceField(label=_("Pen"), coerce=int)
    is_kept = forms.BooleanField(label=_("Keep"), required=False)
    text = forms.CharField(label=_("Words"), max_length=500, required=False)

    def __init__(self, *arguments: Any, reading: SheetReading, **named: Any) -> None:
        super().__init__(*arguments, **named)
        pens = [(rank, pen["meaning"] or pen["name"]) for rank, pen in enumerate(reading.pens)]
        _offer(self, "pen", pens)


class LayForm(forms.Form):
    table = forms.ModelChoiceField(queryset=Table.everywhere.none(), label=_("On which table"), empty_label=None)

    def __init__(self, *arguments: Any, workshop: Workshop, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["table"].queryset = workshop.tables.all()  # type: ignore[attr-defined]


def _offer(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
