"""The papers of the house, read as text."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
CODE = re.compile(r"`([^`\n]+)`")


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def papers() -> list[Path]:
    return sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "data").rglob("*.md")])


def words_in_code(text: str) -> set[str]:
    """Everything a page writes `like this`, quotes and values apart: `"kind": "draw"` gives kind and draw."""
    return {word for code in CODE.findall(text) for word in re.findall(r"[A-Za-z_]\w*", code)}
