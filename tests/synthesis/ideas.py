"""Cards about three things, for groups to be found."""

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, write_card

IDEAS = {
    "falaise": [
        "La falaise s’effondre au-dessus du camping",
        "Un pan de falaise est tombé sur l’estran",
        "La falaise recule d’un mètre chaque hiver",
        "Éloigner le sentier du bord de la falaise",
        "Surveiller les fissures de la falaise",
    ],
    "gare": [
        "La gare ferme trop tôt le soir",
        "Aucun train direct depuis la gare de Rouen",
        "Le parvis de la gare est une île de voitures",
        "Un abri à vélos devant la gare",
        "Relier la gare au port à pied",
    ],
    "marché": [
        "Le marché du samedi fait vivre le centre",
        "Déplacer le marché couvert près du quai",
        "Les producteurs du marché manquent de place",
        "Un marché de nuit l’été",
        "Le marché est trop cher pour les jeunes",
    ],
}


def write_ideas(atelier, words=IDEAS, **said):
    """A card for each idea, by subject."""
    return {
        subject: [write_card(atelier, Said(kind="finding", text=text, **said), by=System()) for text in texts]
        for subject, texts in words.items()
    }
