"""The look of the base map, made in Python: palettes, layers, groups."""

from atelier.territories.style.compose import Theme, style_of

__all__ = ["Theme", "style_of"]
