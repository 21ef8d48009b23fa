"""French text as words: accents, ligatures, elisions, and the words that say nothing of what it is about."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from atelier.engines.themes.stems import stem

LETTERS = re.compile(r"[^\W\d_]+")
HARD_STOPS = re.compile(r"[.!?;:,()\[\]«»“”\"\n…/|]|\s[-–—]\s")
LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})

GRAMMAR = """
a afin ai aie ailleurs ainsi ait alors apres as assez au aucun aucune aujourd aupres auquel aura aurait auront aussi
autant autour autre autrement autres aux auxquels avaient avais avait avant avec avez avoir avons ayant beaucoup bien
bientot c ca car ce ceci cela celle celles celui cent cependant certain certaine certaines certains ces cet cette ceux
chacun chacune chaque chez ci cinq cinquante combien comme comment contre d dans davantage de debout dedans dehors deja
dela depuis derriere des desormais desquels dessous dessus deux devant devraient devrait dit dix doit doivent donc dont
douze du duquel durant e elle elles en encore enfin ensuite entre envers es est et etaient etait etant etc ete etes etre
eu eux faire fais faisant fait faites fasse faudra faudrait faut fera feraient ferait fois font fors g grace guere h
hier hors hui huit ici il ils j jamais je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs loin
lors lorsqu lorsque lui m ma maintenant mais malgre me meme memes mes mettre mien mille mis moi moins mon n ne neuf ni
nos notamment notre notres nous nul o on ont onze or ou oui outre p par parce parfois parmi partout pas peu peut peuvent
peux plus plusieurs plutot pour pourquoi pourra pourraient pourrait pourtant pouvoir pres presque pu puis puisqu puisque
q qu quand quant quarante quatre que quel quelle quelles quelqu quelque quelques quels qui quinze quoi quoique r rien s
sa sans sauf se seize selon sept sera serait seront ses seul seule seulement si sien six soi soient sois soit sommes son
sont sous souvent soyez suis sur surtout t ta tandis tant tantot te tel telle tellement telles tels tes toi ton tot
toujours tous tout toute toutefois toutes treize trente tres trois trop tu u un une va vais vers veulent veut veux voici
voient voila voir voit vont vos votre votres vouloir vous vraiment vu w x y z
"""
# what every card of a workshop may say, whatever it is about
COMMON = """
aide aider aiment aimer aller an annee annees ans aout arreter arrive arriver aucun aucune automne avoue avril bas
besoin besoins bon bonne bons cas chose choses continuer cote croire decembre demande demander dernier derniere dimanche
dire dommage donne donner enormement envie ete euro euros exemple facon fevrier garder gens grand grande grandes grands
gros grosse haut heure heures hiver ici idee idees important importante impossible janvier jeudi jour jours juillet juin
kilometre kilometres laisse laisser loin lundi mai manque manquent manquer mardi mars matin merci mercredi metre metres
mettre mieux mois moment montrer moyen moyens necessaire nombreux nouveau nouveaux nouvelle nouvelles novembre octobre
parce parle parler partie passe passent passer pense penser permet permettre personne personnes petit petite petites
petits possible premier premiere prendre prevoir printemps probleme problemes prochain prochaine proche propose proposer
question remettre rendre reste restent rester sait samedi savoir semaine septembre serait soir sujet tard temps tenir
tenu trouve trouvent trouver vendredi venir vie viennent vient vite vrai
"""
WITH_ACCENTS_ONLY = {"côté", "été", "passé", "là"}  # côte and passe are words of the coast


@dataclass(frozen=True)
class Word:
    """`key` compares; "" for a word that says nothing alone. `start`, `end`: where it stands in the text."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Small letters without accents or ligatures."""
    apart = unicodedata.normalize("NFKD", text.translate(LIGATURES).casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


STOPS = frozenset(GRAMMAR.split()) | frozenset(COMMON.split()) - {"cote"}


def tidy(text: str) -> str:
    """One line, composed letters, typographic apostrophes: a surface fit to be shown."""
    composed = unicodedata.normalize("NFC", text).replace("'", "’").replace("\u00ad", "")
    return " ".join(composed.split())


def words(text: str) -> list[Word]:
    """Every word of a tidy text in order, elided ones apart (l’eau: two words)."""
    found = []
    for match in LETTERS.finditer(text):
        written = match.group()
        simple = plain(written)
        is_empty = simple in STOPS or written.casefold() in WITH_ACCENTS_ONLY or len(simple) < 2
        found.append(Word("" if is_empty else stem(simple), match.start(), match.end()))
    return found


def breaks_between(text: str, start: int, end: int) -> bool:
    """Whether a sentence or a clause ends between two places of the text."""
    return HARD_STOPS.search(text, start, end) is not None
