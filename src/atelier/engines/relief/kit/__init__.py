"""Cardboard kits: contour layers cut from sheets, stacked and glued as architects build them."""
