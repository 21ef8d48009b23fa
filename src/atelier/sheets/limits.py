"""What a sheet can hold, for forms and for the printer."""

from __future__ import annotations

MOST_VOTES = 6
LONGEST = {"title": 70, "subtitle": 110, "vote": 60}
