"""The engine's notes, named here so that the catalogue of the room has them (engines know no translation)."""

from __future__ import annotations

from django.utils.translation import gettext_noop

NOTES = (
    gettext_noop("The raster was brought to %(crs)s, in steps of %(step)s m."),
    gettext_noop("The raster is large (%(rows)s × %(columns)s cells): read every %(factor)s cells, %(step)s m."),
    gettext_noop("%(count)s heights beyond %(low)s to %(high)s m are taken as unknown."),
    gettext_noop("%(count)s heights were unknown: the nearest known ones stand in for them."),
    gettext_noop("Hidden, outside or without room, hence not named: %(names)s."),
    gettext_noop("Heights were in %(unit)s: they are brought to metres."),
    gettext_noop(
        "The projection is in %(unit)s and nothing says the unit of heights: they are taken as metres (see --unit)."
    ),
    gettext_noop("Nothing of %(name)s lies on this ground."),
    gettext_noop(
        "The model stands %(height)s mm high, more than it is wide: check the unit of heights, or exaggerate less."
    ),
    gettext_noop("Slivers too small to cut were left out: %(area)s mm² in all."),
)
STEPS = {
    "read the raster": gettext_noop("Reading the ground…"),
    "set up the view": gettext_noop("Setting up the view…"),
    "draw the relief": gettext_noop("Drawing the relief…"),
    "drape the overlays": gettext_noop("Laying the drawings on the ground…"),
    "letter": gettext_noop("Writing the names…"),
    "prepare the surface": gettext_noop("Preparing the surface…"),
    "make solids": gettext_noop("Closing the pieces…"),
    "cut the layers": gettext_noop("Cutting the layers…"),
    "nest the pieces": gettext_noop("Laying the pieces on the sheets…"),
    "write the sheets": gettext_noop("Writing the sheets…"),
    "write the instructions": gettext_noop("Writing the instructions…"),
    "write": gettext_noop("Writing the file…"),
}
