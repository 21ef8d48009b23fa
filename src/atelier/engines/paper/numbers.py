"""Figures as they are printed in French."""

NARROW_SPACE = "\u202f"


def spaced(value: int) -> str:
    """25 000, with the narrow space that does not break."""
    return f"{value:,}".replace(",", NARROW_SPACE)
