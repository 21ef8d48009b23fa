"""What of this room travels in a suitcase."""

from __future__ import annotations

from atelier.common.carrying import Declaration, Kept, Stays
from atelier.synthesis.models import (
    Board,
    BoardSheet,
    Demonstrator,
    Grouping,
    PerimeterStudy,
    Remark,
    SheetObjection,
    SheetSignature,
    SitePicture,
    Solution,
    Theme,
    ThemeCard,
    UserTest,
    Variant,
    VisionText,
    VisionVersion,
)

PACKING: tuple[Declaration, ...] = (
    Kept(Board, same=("workshop",)),
    Kept(BoardSheet),
    Kept(SheetSignature, same=("sheet", "name", "college")),
    Kept(SheetObjection),
    Kept(VisionVersion),
    Kept(VisionText),
    Kept(Demonstrator),
    Kept(Solution),
    Kept(Variant),
    Kept(UserTest),
    Kept(Remark),
    Stays(SitePicture, "photographs stay where they were added: a day around the tables does without"),
    Kept(PerimeterStudy),
    Kept(Grouping),
    Kept(Theme),
    Kept(ThemeCard, same=("grouping", "card")),
)
