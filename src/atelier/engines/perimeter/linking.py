"""Communities of communes that the same actions link, whatever EPCI they are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import networkx as nx

MOST_COMMUNES = 200  # an action that touches more links everybody and tells nobody apart
SEED = 1
Links = dict[tuple[str, str], float]


def links_of(actions: Mapping[str, Mapping[str, float]]) -> Links:
    """By pair of codes, in order: the sum over actions of the product of their shares in the two communes.

    actions: by action, the share of it that lies in each commune.
    """
    links: Links = defaultdict(float)
    for action in sorted(actions):
        shares = actions[action]
        if len(shares) <= MOST_COMMUNES:
            for one, other in combinations(sorted(shares), 2):
                links[one, other] += shares[one] * shares[other]
    return {pair: weight for pair, weight in links.items() if weight > 0}


def communities(links: Links) -> tuple[list[list[str]], float]:
    """Codes of each community of two communes or more, and the modularity of the whole.

    Louvain (Blondel et al. 2008) of networkx with a fixed seed on sorted nodes: the same whatever the order.
    """
    if not links:
        return [], 0.0
    graph = nx.Graph()
    graph.add_nodes_from(sorted({code for pair in links for code in pair}))
    graph.add_weighted_edges_from((one, other, links[one, other]) for one, other in sorted(links))
    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    modularity = float(nx.community.modularity(graph, found, weight="weight"))
    return sorted(sorted(group) for group in found if len(group) > 1), modularity


def links_kept(group: Sequence[str], links: Links) -> float:
    """Of the links that reach these communes, the share with both ends among them."""
    members = set(group)
    touching = [(members.issuperset(pair), weight) for pair, weight in links.items() if members.intersection(pair)]
    whole = sum(weight for _, weight in touching)
    return sum(weight for is_inside, weight in touching if is_inside) / whole if whole else 0.0
