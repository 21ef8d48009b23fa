"""From the wish of a form, as it is kept, to the wish of the printer."""

from __future__ import annotations

from pathlib import Path

from atelier.engines.cartography import Overlay
from atelier.sheets.making import Wish
from atelier.sheets.models import Sheet


def wish_of(sheet: Sheet) -> Wish:
    """The wish of a planned sheet; its table's name is the subtitle where none was typed."""
    said = dict(sheet.wish)
    said["votes"] = tuple(said.get("votes", ()))
    table = sheet.table.name if sheet.table else ""
    subtitle = " · ".join(part for part in (said.pop("subtitle", ""), table) if part)
    with_drawings = said.pop("with_drawings", False)
    drawn = tuple(drawings_of(sheet)) if with_drawings and sheet.table else ()
    return Wish(slug=sheet.workshop.atelier.site, out=Path("sheet.pdf"), subtitle=subtitle[:110], drawn=drawn, **said)


def drawings_of(sheet: Sheet) -> list[Overlay]:
    """What the table of a sheet holds now, to be printed under the next pens."""
    from atelier.contributions.enums import ContributionKind
    from atelier.contributions.models import Contribution

    said = Contribution.objects.of(sheet.workshop.atelier_id).filter(
        origin_ref=str(sheet.table_id), erased_at=None, geometry__isnull=False
    )
    return [
        Overlay.from_geojson({"type": "Feature", "geometry": one.geometry, "properties": {"color": one.color}})
        for one in said.exclude(kind=ContributionKind.NOTE)
    ]
