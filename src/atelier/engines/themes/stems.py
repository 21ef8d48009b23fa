"""A light stemmer for French: enough to bring together what people write of the same thing, never shown to anybody.

Light stemming (plural, feminine, the commonest derivations) serves retrieval in French as well as heavy stemming does:
J. Savoy, "Light stemming approaches for the French, Portuguese, German and Hungarian languages", SAC 2006. The rules
here are our own and timid: character n-grams (`vectors`) bring near what they leave apart.
"""

from __future__ import annotations

from functools import lru_cache

# words that the rules would confuse with another one of the land: port and porte, restaurer and restaurant…
KEPT = {word: word for word in ("porte", "porteur", "restaurant", "maire", "mairie", "cote", "bois", "bus", "pays")}
KEPT |= {"portes": "porte", "porteurs": "porteur", "restaurants": "restaurant", "maires": "maire", "cotes": "cote"}
# ending → what replaces it, letters that must remain; the first that fits is taken
ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("issement", "", 4),
    ("ellement", "el", 3),
    ("atrice", "", 4),
    ("ateur", "", 4),
    ("trice", "t", 4),
    ("ation", "", 4),
    ("ement", "", 3),
    ("ance", "", 5),
    ("able", "", 4),
    ("ible", "", 4),
    ("ique", "", 4),
    ("enne", "en", 3),
    ("elle", "el", 3),
    ("euse", "eu", 3),
    ("iere", "ier", 3),
    ("eur", "", 4),
    ("ive", "if", 3),
    ("ale", "al", 3),
    ("ant", "", 4),
    ("ent", "", 5),
    ("ee", "", 4),
    ("er", "", 4),
    ("e", "", 4),
)


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """word: small letters without accents. Falaises and falaise, éboule and éboulement give the same."""
    if word in KEPT or len(word) <= 3:
        return KEPT.get(word, word)
    singular = _singular(word)
    if singular in KEPT:
        return KEPT[singular]
    for ending, kept, least in ENDINGS:
        root = singular.removesuffix(ending)
        if root != singular and len(root) >= least:
            return root + kept
    return singular


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    if word.endswith("ail") and len(word) > 4:  # travail, travaux
        return word[:-3] + "al"
    if word.endswith(("oux", "eux")) and len(word) > 4:
        return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
