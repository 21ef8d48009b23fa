"""Figures as they are printed in French."""

NO_BREAK = "\u00a0"  # our letters have no narrow one


def spaced(value: int) -> str:
    """25 000, with a space that does not break."""
    return f"{value:,}".replace(",", NO_BREAK)
