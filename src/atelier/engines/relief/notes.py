"""What one should know of a relief that was made: an English sentence whose words and figures can be had apart."""

from __future__ import annotations


class Note(str):
    """The sentence, ready to be read; `message` (placeholders named) and `values` for those who translate it."""

    message: str
    values: dict[str, str]

    def __new__(cls, message: str, **values: object) -> Note:
        said = {name: str(value) for name, value in values.items()}
        note = super().__new__(cls, message % said)
        note.message, note.values = message, said
        return note


REPROJECTED = "The raster was brought to %(crs)s, in steps of %(step)s m."
COARSER = "The raster is large (%(rows)s × %(columns)s cells): read every %(factor)s cells, %(step)s m."
WILD = "%(count)s heights beyond %(low)s to %(high)s m are taken as unknown."
FEET = "Heights were in %(unit)s: they are brought to metres."
AS_METRES = "The projection is in %(unit)s and nothing says the unit of heights: they are taken as metres (see --unit)."
FILLED = "%(count)s heights were unknown: the nearest known ones stand in for them."
UNNAMED = "Hidden, outside or without room, hence not named: %(names)s."
ABSENT = "Nothing of %(name)s lies on this ground."
TALL = "The model stands %(height)s mm high, more than it is wide: check the unit of heights, or exaggerate less."
SLIVERS = "Slivers too small to cut were left out: %(area)s mm² in all."
MESSAGES = (REPROJECTED, COARSER, WILD, FEET, AS_METRES, FILLED, UNNAMED, ABSENT, TALL, SLIVERS)
