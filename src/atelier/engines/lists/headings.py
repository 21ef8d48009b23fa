"""Which column holds what, by the headings that town halls and DDT write."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

FIELDS = (
    "name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "organisation",
    "function",
    "college",
    "sub_kind",
    "commune",
    "discipline",
)

WORDS: dict[str, tuple[str, ...]] = {
    "name": ("nom et prenom", "prenom et nom", "nom prenom", "prenom nom", "nom complet", "contact", "personne",
             "name", "name and first name"),
    "first_name": ("prenom", "prenoms", "first name"),
    "last_name": ("nom", "nom de famille", "nom d usage", "last name"),
    "email": ("email", "e mail", "mail", "courriel", "adresse electronique", "adresse mail", "adresse e mail", "mel"),
    "phone": ("telephone", "tel", "portable", "mobile", "numero de telephone", "telephone portable", "phone"),
    "organisation": ("organisation", "organisme", "structure", "service", "collectivite", "societe", "entreprise",
                     "association", "employeur", "etablissement"),
    "function": ("fonction", "qualite", "titre", "poste", "mandat", "role"),
    "college": ("college", "categorie", "groupe", "famille d acteurs"),
    "sub_kind": ("type", "sous college", "sous categorie", "nature", "type d acteur"),
    "commune": ("commune", "ville", "code insee", "insee", "code commune", "localite", "commune de residence"),
    "discipline": ("discipline", "metier", "profession", "specialite", "competence", "competences"),
}  # fmt: skip


def plain(text: str) -> str:
    """Lower case, without accents or signs: «N° de Tél.» is «n de tel»."""
    bare = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "Oe"))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign)).lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())


LATIN = (*range(0x80), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))


def as_written(words: str) -> str:
    """A regular expression, for Python and for databases, of a text that says these words whatever its accents and its
    capitals. words: as `plain` gives them."""
    return "".join(map(_written_as, re.findall("oe|.", words)))


def as_glob(words: str) -> str:
    """The same as SQLite's GLOB, which is ten times sooner; it lets through some that `as_written` does not where
    `words` hold a space or «oe»."""
    return "*" + "".join("*" if part in (" ", "oe") else _written_as(part) for part in re.findall("oe|.", words)) + "*"


@cache
def _written_as(part: str) -> str:
    if part == " ":
        return "[^a-zA-Z0-9]+"
    if part == "oe":
        return f"({_written_as('o')}{_written_as('e')}|[œŒ])"
    return "[" + "".join(sign for sign in map(chr, LATIN) if plain(sign) == part) + "]"


def recognise(headings: list[str]) -> dict[str, int]:
    """field → number of its column; each column serves once, the exact word before the word inside."""
    asked = [plain(heading) for heading in headings]
    found: dict[str, int] = {}
    for matches in (_is_word, _begins_with_word):
        for field in FIELDS:
            free = (number for number in range(len(asked)) if number not in found.values())
            if field not in found and (at := next((n for n in free if matches(asked[n], field)), None)) is not None:
                found[field] = at
    if "name" in found and "last_name" in found and "first_name" not in found:
        del found["last_name"]
    return found


def _is_word(heading: str, field: str) -> bool:
    return heading in WORDS[field]


def _begins_with_word(heading: str, field: str) -> bool:
    return any(heading.startswith(f"{word} ") for word in WORDS[field])
