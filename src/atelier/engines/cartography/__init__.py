"""A map at true scale, as vectors: from features in a projection to an SVG in millimetres.

drawn = draw_map(ground, Frame.around((562_000, 6_980_000), 10_000, 360, 240), style="pale")
"""

from atelier.engines.cartography.drawing import DrawnMap, draw_map
from atelier.engines.cartography.frame import Frame
from atelier.engines.cartography.ground import Ground, HeightGrid, Photograph
from atelier.engines.cartography.inks import STYLES, Style
from atelier.engines.cartography.overlays import Overlay

__all__ = ["STYLES", "DrawnMap", "Frame", "Ground", "HeightGrid", "Overlay", "Photograph", "Style", "draw_map"]
