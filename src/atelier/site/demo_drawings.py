"""What the invented people of the demonstration drew: data, and the wobble of a hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from atelier.people.enums import College

Point = tuple[float, float]
DISCOVERIES, BLOCKAGES, INTENTIONS = "Découvertes", "Blocages", "Intentions"


@dataclass(frozen=True)
class Drawn:
    """One thing drawn or written; `points` in degrees, longitude first."""

    who: str
    step: str
    pencil: str
    points: list[Point]
    text: str = ""


def by_hand(
    points: Sequence[Point], *, seed: int, spacing_deg: float = 0.00025, wobble_deg: float = 0.00003
) -> list[Point]:
    """The points joined as a hand joins them: a smooth curve (Catmull-Rom) with a slow tremor."""
    if len(points) < 3:
        return list(points)
    known = np.array([points[0], *points, points[-1]], dtype=float)
    curve: list[Point] = []
    for a, b, c, d in zip(known, known[1:], known[2:], known[3:], strict=False):
        steps = max(2, int(np.hypot(*(c - b)) / spacing_deg))
        for t in np.linspace(0, 1, steps, endpoint=False):
            place = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
            curve.append((float(place[0]), float(place[1])))
    curve.append(points[-1])
    tremor = random.Random(seed)  # noqa: S311  (a drawing, not a secret)
    drift_x = drift_y = 0.0
    drawn = []
    for x, y in curve:
        drift_x = 0.85 * drift_x + tremor.gauss(0, wobble_deg / 2)
        drift_y = 0.85 * drift_y + tremor.gauss(0, wobble_deg / 2)
        drawn.append((round(x + drift_x, 7), round(y + drift_y, 7)))
    return drawn


CLIFF_WEST = [(1.0405, 49.9196), (1.0470, 49.9206), (1.0530, 49.9219), (1.0590, 49.9232), (1.0640, 49.9243)]
CLIFF_EAST = [(1.0895, 49.9325), (1.0950, 49.9341), (1.1010, 49.9348), (1.1070, 49.9362), (1.1130, 49.9385)]
ARQUES = [
    (1.0880, 49.9228),
    (1.0935, 49.9190),
    (1.0990, 49.9140),
    (1.1060, 49.9100),
    (1.1150, 49.9058),
    (1.1220, 49.9005),
]
QUAY_TO_CLIFF = [(1.0795, 49.9262), (1.0835, 49.9268), (1.0875, 49.9276), (1.0900, 49.9300), (1.0915, 49.9322)]
SEAFRONT = [(1.0655, 49.9262), (1.0700, 49.9275), (1.0745, 49.9290), (1.0785, 49.9302)]
POLLET = [
    (1.0865, 49.9262),
    (1.0900, 49.9268),
    (1.0925, 49.9285),
    (1.0915, 49.9305),
    (1.0880, 49.9300),
    (1.0860, 49.9282),
]
HARBOUR = [
    (1.0790, 49.9240),
    (1.0830, 49.9225),
    (1.0870, 49.9230),
    (1.0885, 49.9255),
    (1.0850, 49.9270),
    (1.0805, 49.9262),
]
MARSH = [
    (1.0980, 49.9125),
    (1.1050, 49.9075),
    (1.1130, 49.9040),
    (1.1165, 49.9068),
    (1.1100, 49.9120),
    (1.1030, 49.9150),
]

TABLES: list[tuple[str, str, dict[str, College], list[Drawn]]] = [
    (
        "Table des falaises",
        "diagnosis",
        {"Jeanne": College.INHABITANT, "Marc": College.ELECTED, "Inès": College.STATE, "Yann": College.CIVIL},
        [
            Drawn("Jeanne", DISCOVERIES, "favourite", [(1.0743, 49.9287)], "La pelouse du front de mer, le soir."),
            Drawn("Yann", DISCOVERIES, "memory", SEAFRONT, "Les cerfs-volants, tous les deux ans."),
            Drawn("Marc", DISCOVERIES, "resource", HARBOUR, "Le port : pêche, coquille, plaisance, ferry."),
            Drawn("Inès", DISCOVERIES, "water", ARQUES, "Par ici l’eau monte aussi, derrière la ville."),
            Drawn("Jeanne", BLOCKAGES, "blockage", CLIFF_EAST, "Le bord a reculé jusqu’au chemin."),
            Drawn("Marc", BLOCKAGES, "blockage", CLIFF_WEST),
            Drawn("Inès", BLOCKAGES, "attention", [(1.0958, 49.9336)], "Maisons à moins de 30 m du bord."),
            Drawn("Yann", BLOCKAGES, "attention", [(1.1040, 49.9098)]),
            Drawn("Marc", BLOCKAGES, "retreat", POLLET, "Que peut-on encore construire ici ?"),
            Drawn("Jeanne", INTENTIONS, "link", QUAY_TO_CLIFF, "Remonter à pied du quai à la falaise."),
            Drawn("Yann", INTENTIONS, "potential", MARSH, "Rendre la place à l’eau, garder les pâtures."),
            Drawn("Inès", INTENTIONS, "word", [(1.1005, 49.9190)], "Qui décide quand un chemin ferme ?"),
            Drawn("Marc", INTENTIONS, "word", [], "Revenir avec les propriétaires avant l’été."),
        ],
    ),
    (
        "Table du port",
        "diagnosis",
        {"Awa": College.ECONOMIC, "Luc": College.TECHNICAL, "Solène": College.INHABITANT},
        [
            Drawn(
                "Awa",
                DISCOVERIES,
                "resource",
                [(1.0812, 49.9252), (1.0840, 49.9236), (1.0868, 49.9240)],
                "Criée et mareyage.",
            ),
            Drawn(
                "Luc",
                BLOCKAGES,
                "water",
                [(1.0772, 49.9262), (1.0790, 49.9250), (1.0800, 49.9232)],
                "Quai submergé aux grandes marées.",
            ),
            Drawn("Solène", INTENTIONS, "favourite", [(1.0846, 49.9262)], "Le pont tournant."),
        ],
    ),
    (
        "Table des déplacements",
        "mobility",
        {"Paul": College.ELECTED, "Nadia": College.STATE, "Théo": College.INHABITANT},
        [
            Drawn(
                "Théo",
                DISCOVERIES,
                "cycle",
                [(1.0700, 49.9230), (1.0760, 49.9215), (1.0840, 49.9195), (1.0930, 49.9165)],
                "Je passe là tous les jours.",
            ),
            Drawn("Nadia", BLOCKAGES, "cut", [(1.0785, 49.9195), (1.0800, 49.9165), (1.0830, 49.9135)]),
            Drawn(
                "Paul",
                INTENTIONS,
                "link",
                [(1.0895, 49.9240), (1.0990, 49.9225), (1.1090, 49.9215), (1.1180, 49.9230)],
                "Relier Neuville et Martin-Église sans voiture.",
            ),
        ],
    ),
]
