"""The colours of the axes, on the screen as on the maps."""

INKS = ("#1f62ad", "#a04a06", "#23703f", "#6d50a8", "#b3352b", "#1c6a89", "#7d5a00", "#a33a7b")
