"""What is written on the drawings, in French or in English; a room that speaks another language gives its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Placeholders are named; numbers are already formatted."""

    language: str
    seen_from: str
    bearings: tuple[str, ...]  # from the north, clockwise, every 45°
    heights_times: str
    true_heights: str
    scale: str
    north: str
    decimal: str
    thousands: str
    sheet: str
    kit_title: str
    kit_facts: str
    cut: str
    score: str
    engrave: str
    steps: tuple[str, ...]
    layers_heading: str
    sheets_heading: str
    layer: str
    pieces: str


FRENCH = Words(
    language="fr",
    seen_from="vu du %(bearing)s",
    bearings=("nord", "nord-est", "est", "sud-est", "sud", "sud-ouest", "ouest", "nord-ouest"),
    heights_times="hauteurs × %(times)s",
    true_heights="hauteurs vraies",
    scale="échelle 1 : %(scale)s en largeur",
    north="N",
    decimal=",",
    thousands="\u202f",
    sheet="planche %(number)s sur %(count)s",
    kit_title="Notice de montage",
    kit_facts="Maquette au 1 : %(scale)s, %(width)s × %(depth)s mm, %(layers)s couches de %(thickness)s mm "
    "(une couche = %(interval)s m). %(sheets)s planches de %(format)s mm, %(waste)s %% de chute.",
    cut="rouge : couper",
    score="bleu : marquer à mi-chair",
    engrave="noir : graver",
    steps=(
        "Couper les planches en suivant le rouge, après avoir marqué le bleu et gravé le noir. Ne séparer les pièces "
        "qu’au moment de les coller.",
        "Trier les pièces par couche : le premier nombre gravé est celui de la couche, la lettre celle de la pièce.",
        "Poser la couche 1 à plat. Le trait bleu continu montre où vient la couche suivante, le trait bleu intérieur "
        "jusqu’où mettre de la colle.",
        "Enfiler deux piges de %(pin)s mm dans les trous de repérage, coller, presser, retirer les piges. Recommencer "
        "à chaque couche.",
        "Les pièces trop petites pour être percées se placent sur leur contour bleu.",
    ),
    layers_heading="Les couches, de bas en haut",
    sheets_heading="Les planches",
    layer="couche %(number)s · dès %(level)s m",
    pieces="%(count)s pièces",
)
ENGLISH = Words(
    language="en",
    seen_from="seen from the %(bearing)s",
    bearings=("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"),
    heights_times="heights × %(times)s",
    true_heights="true heights",
    scale="scale 1:%(scale)s across",
    north="N",
    decimal=".",
    thousands=",",
    sheet="sheet %(number)s of %(count)s",
    kit_title="How to put it together",
    kit_facts="Model at 1:%(scale)s, %(width)s × %(depth)s mm, %(layers)s layers of %(thickness)s mm "
    "(one layer = %(interval)s m). %(sheets)s sheets of %(format)s mm, %(waste)s%% wasted.",
    cut="red: cut",
    score="blue: score",
    engrave="black: engrave",
    steps=(
        "Cut the sheets along the red lines, once the blue is scored and the black engraved. Keep the pieces together "
        "until they are glued.",
        "Sort the pieces by layer: the number engraved is the layer's, the letter the piece's.",
        "Lay layer 1 flat. The full blue line shows where the next layer goes, the inner blue line how far to glue.",
        "Put two pins of %(pin)s mm in the registration holes, glue, press, take the pins out. Do the same for each "
        "layer.",
        "Pieces too small for holes are laid on their blue outline.",
    ),
    layers_heading="The layers, from the bottom up",
    sheets_heading="The sheets",
    layer="layer %(number)s · from %(level)s m",
    pieces="%(count)s pieces",
)
LANGUAGES = {"fr": FRENCH, "en": ENGLISH}


def number(value: float, words: Words, decimals: int = 0) -> str:
    """A number as the language writes it."""
    whole = f"{value:,.{decimals}f}"
    return whole.replace(",", "\0").replace(".", words.decimal).replace("\0", words.thousands)


def trimmed(value: float, words: Words) -> str:
    """A number without useless decimals."""
    return f"{value:g}".replace(".", words.decimal)
