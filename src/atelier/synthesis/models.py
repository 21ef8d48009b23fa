"""What this room keeps; each part has its models beside its commands."""

from __future__ import annotations

from atelier.synthesis.board.models import Board, BoardSheet, SheetObjection, SheetSignature
from atelier.synthesis.demonstrators.models import Demonstrator, SitePicture
from atelier.synthesis.perimeter.models import PerimeterStudy
from atelier.synthesis.prototypes.models import Remark, Solution, UserTest, Variant
from atelier.synthesis.themes.models import Grouping, Theme, ThemeCard
from atelier.synthesis.vision.models import VisionText, VisionVersion

__all__ = (
    "Board",
    "BoardSheet",
    "Demonstrator",
    "Grouping",
    "PerimeterStudy",
    "Remark",
    "SheetObjection",
    "SheetSignature",
    "SitePicture",
    "Solution",
    "Theme",
    "ThemeCard",
    "UserTest",
    "Variant",
    "VisionText",
    "VisionVersion",
)
