"""What the valley of the Arques agreed on: a vote of twenty-five people, a text objected to and answered, a vision."""

from __future__ import annotations

import random

from atelier.agreement.consulting.commands import ask_cards, close_consultation, make_consultation, open_consultation
from atelier.agreement.consulting.voting import begin_voting, cast_vote
from atelier.agreement.results.commands import compute_result
from atelier.agreement.rounds.commands import answer_objection, close_round, open_round, put_version, say_position
from atelier.ateliers.models import Seat, Workshop
from atelier.contributions.cards.commands import node_of
from atelier.contributions.models import Card
from atelier.people.models import Account
from atelier.site.demo_clock import on_day
from atelier.synthesis.vision.commands import adopt_vision, begin_vision, propose_vision

DOUBTED = {"pont": ("inhabitant", "bearer"), "zone": ("economic",), "marais": ("inhabitant", "economic")}
BRIDGE = (
    "Un passage de secours et de vélos sur l’ancien talus, la route acceptée submersible une semaine par an au plus."
)


def make_agreement(workshop: Workshop, hypotheses: dict[str, Card], *, by: Account) -> None:
    """In the order of the year: the vote in July, the objection answered in early September, the vision after it."""
    with on_day("2025-07-03", hour=18):
        _voted(workshop, hypotheses, by)
    with on_day("2025-09-04", hour=14):
        _objected(workshop, hypotheses["pont"], by)
    with on_day("2025-09-18", hour=16):
        _vision(workshop, hypotheses, by)


def _voted(workshop: Workshop, hypotheses: dict[str, Card], by: Account) -> None:
    """Everyone who sat at a table votes on the twelve hypotheses; some colleges doubt some of them."""
    asked = make_consultation(
        workshop.atelier, title="Ces douze hypothèses, les portons-nous ?", workshop=workshop, by=by,
        intro="Une réponse par hypothèse. Passer n’est pas refuser.",
    )  # fmt: skip
    statements = dict(zip(hypotheses, ask_cards(asked, list(hypotheses.values()), by=by), strict=True))
    asked = open_consultation(asked, by=by)
    mind = random.Random(12)  # noqa: S311  (invented votes, not a secret)
    for seat in Seat.objects.of(workshop.atelier).filter(workshop=workshop):
        voter = begin_voting(asked, seat=seat)
        for key, statement in statements.items():
            yes = 0.2 if seat.college in DOUBTED.get(key, ()) else 0.88
            drawn = mind.random()
            cast_vote(voter, statement, 1 if drawn < yes else -1 if drawn < yes + 0.8 * (1 - yes) else 0)
    compute_result(close_consultation(asked, by=by))


def _objected(workshop: Workshop, bridge: Card, by: Account) -> None:
    """The hypothesis of the bridge: an objection on its first text, an answer, a second text adopted."""
    one = open_round(
        workshop.atelier, title="Le passage de secours", source=node_of(bridge), workshop=workshop, by=by
    )  # fmt: skip
    first = one.versions.get()
    said = [("Denis", "elected", "agree", ""), ("Agathe", "state", "agree", "")]
    said += [("Josiane", "inhabitant", "object", "Une route noyée trois mois, c’est un village coupé du collège.")]
    for name, college, stance, reason in said:
        position = say_position(
            first, stance, person=name, college=college, reason=reason, name=name, is_named=True, by=by
        )
    answer_objection(position, "Le texte dit désormais combien de temps, au plus.", by=by, by_name=by.name)
    second = put_version(one, BRIDGE, change="La durée est dite : une semaine par an au plus.", by=by)
    for name, college, _, _ in said:
        say_position(second, "agree", person=name, college=college, name=name, is_named=True, by=by)
    close_round(one, "adopted", by=by, by_name=by.name)


def _vision(workshop: Workshop, hypotheses: dict[str, Card], by: Account) -> None:
    names = {key: card.name for key, card in hypotheses.items()}
    text = (
        f"La vallée cesse de se protéger de l’eau : elle lui fait une place, pré par pré [{names['champ']}], "
        f"parking par parking [{names['zone']}], et jusqu’au sel qui remonte [{names['marais']}].\n\n"
        f"On y habite toute l’année des bourgs réparés [{names['bourg']}], où l’école, la salle et le verger "
        f"ne font qu’un [{names['ecole']}].\n\n"
        f"On va et vient à pied, à vélo, en train [{names['voie']}, {names['gare']}], et l’on vit de ce que le pays "
        f"donne : le hêtre, l’osier, les légumes [{names['forets']}, {names['saules']}, {names['maraichage']}]."
    )
    draft = begin_vision(
        workshop.atelier, title="Vivre avec l’eau, habiter la vallée", text=text, by=by, by_name=by.name
    )
    adopt_vision(propose_vision(draft, by=by), where="Salle des fêtes, restitution du 18 septembre 2025", by=by)
