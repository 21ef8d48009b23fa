"""Names of places as people type them: no accent, hyphen, capital or abbreviation of saint."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
ARTICLES = {"le", "la", "les", "l"}
SEPARATORS = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def search_key(name: str) -> str:
    """`name` as a search compares it: « Saint-Aubin-sur-Scie » and « st aubin sur scie » give the same key."""
    letters = unicodedata.normalize("NFKD", name.lower().translate(LIGATURES))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = SEPARATORS.sub(" ", plain).split()
    return " ".join(ABBREVIATIONS.get(word, word) for word in words)


def without_article(key: str) -> str:
    """The key of « Le Havre » as one types it: « havre »."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARTICLES else key
