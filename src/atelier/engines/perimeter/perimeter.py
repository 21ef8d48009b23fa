"""From drawings to the scale of the project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from atelier.engines.perimeter.contiguous import smallest_set
from atelier.engines.perimeter.fitting import By, Fitting
from atelier.engines.perimeter.linking import communities, links_kept, links_of
from atelier.engines.perimeter.neighbouring import MOST, between, neighbours_of
from atelier.engines.perimeter.refusals import PerimeterCode, PerimeterRefused
from atelier.engines.perimeter.shapes import Alternative, Country, Drawing, Held, Missing, Perimeter, Smallest
from atelier.engines.perimeter.sharing import LINE, POINT, SURFACE, Sharing, share_out

CONCERNED = 0.01  # share from which a commune is missed at the table


@dataclass(frozen=True)
class Present:
    """Who is at the table: INSEE codes; colleges, and those that are expected."""

    communes: Collection[str] = ()
    colleges: Collection[str] = ()
    expected_colleges: Sequence[str] = ()


@dataclass(frozen=True)
class Wish:
    """share: of what lies in communes, that the smallest set must hold. by: what weighs a commune in the fit."""

    share: float = 0.8
    by: By = "population"
    present: Present | None = None


def perimeter_of(drawings: Sequence[Drawing], country: Country, wish: Wish | None = None) -> Perimeter:
    """Every drawing counts for one, whatever its size: each voice has the same weight.

    Raises PerimeterRefused: nothing drawn, nothing in any commune, a share out of bounds, an unknown commune present.
    """
    wish = wish or Wish()
    _check(drawings, country, wish)
    tree = country.tree()
    ordered = sorted(drawings, key=lambda drawing: drawing.id)
    sharing = share_out(ordered, country, tree)
    if not len(sharing.communes):
        raise PerimeterRefused(PerimeterCode.NO_COMMUNE)
    held = _held(sharing, country)
    epcis = _epcis(held, country)
    fitting = Fitting(country, wish.by)
    smallest, why_not = _smallest(held, sharing, country, tree, fitting, wish.share)
    alternatives, modularity = _alternatives(ordered, sharing, held, country, fitting)
    return Perimeter(
        drawings=len(ordered),
        communes=held,
        epcis=epcis,
        outside=float(sharing.outside.mean()),
        smallest=smallest,
        no_smallest=why_not,
        alternatives=alternatives,
        modularity=modularity,
        missing=_missing(held, epcis, country, wish.present) if wish.present else None,
    )


def _check(drawings: Sequence[Drawing], country: Country, wish: Wish) -> None:
    if not drawings:
        raise PerimeterRefused(PerimeterCode.NO_DRAWING)
    if not 0 < wish.share <= 1:
        raise PerimeterRefused(PerimeterCode.BAD_SHARE, share=wish.share)
    for code in wish.present.communes if wish.present else ():
        if code not in country.communes:
            raise PerimeterRefused(PerimeterCode.UNKNOWN_COMMUNE, commune=code)


def _held(sharing: Sharing, country: Country) -> list[Held]:
    """The largest share first."""
    shares = sharing.shares.mean(axis=0)
    by_kind = {kind: sharing.measures[sharing.kinds == kind].sum(axis=0) for kind in (POINT, LINE, SURFACE)}
    held = []
    for column, place in enumerate(sharing.communes.tolist()):
        commune = country.communes[country.codes[place]]
        length, area, points = (float(by_kind[kind][column]) for kind in (LINE, SURFACE, POINT))
        share = float(shares[column])
        held.append(Held(commune.code, commune.name, share, length, area, points, commune.epci))
    return sorted(held, key=lambda one: (-one.share, one.code))


def _epcis(held: Sequence[Held], country: Country) -> list[Held]:
    """Sums of the communes; code "" gathers communes that are in none."""
    sums: dict[str, Held] = {}
    for one in held:
        whole = sums.setdefault(one.epci, Held(one.epci, country.epci_names.get(one.epci, ""), 0.0))
        whole.share += one.share
        whole.length_m += one.length_m
        whole.area_m2 += one.area_m2
        whole.points += one.points
    return sorted(sums.values(), key=lambda one: (-one.share, one.code))


def _smallest(
    held: Sequence[Held], sharing: Sharing, country: Country, tree: shapely.STRtree, fitting: Fitting, share: float
) -> tuple[Smallest | None, str]:
    """The set, or why there is none."""
    places = between(sharing.communes, country, tree)
    if len(places) > MOST:
        return None, f"too spread: {len(places)} communes lie between the drawings, {MOST} at most are searched"
    shares = sharing.shares.mean(axis=0)
    weights = dict(zip(sharing.communes.tolist(), shares.tolist(), strict=True))
    inside = float(shares.sum())
    found = smallest_set(weights, neighbours_of(places, country), share * inside)
    if found is None:
        return None, "apart: no contiguous set of communes holds this share"
    codes = sorted(country.codes[place] for place in found.members)
    held_there = sum(weights.get(place, 0.0) for place in sorted(found.members)) / inside
    is_proved = found.at_least == len(codes)
    bridges = sorted(set(codes) - {one.code for one in held})
    return Smallest(codes, held_there, share, found.at_least, is_proved, bridges, fitting.best(codes)), ""


def _alternatives(
    ordered: Sequence[Drawing], sharing: Sharing, held: Sequence[Held], country: Country, fitting: Fitting
) -> tuple[list[Alternative], float]:
    actions: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    counts: dict[str, int] = defaultdict(int)
    for row, drawing in enumerate(ordered):
        counts[drawing.action] += 1
        for column in np.flatnonzero(sharing.shares[row]):
            code = country.codes[sharing.communes[column]]
            actions[drawing.action][code] += float(sharing.shares[row, column])
    shared = {name: {code: part / counts[name] for code, part in parts.items()} for name, parts in actions.items()}
    links = links_of(shared)
    groups, modularity = communities(links)
    share_of = {one.code: one.share for one in held}
    found = [
        Alternative(
            group,
            sum(share_of[code] for code in group),
            links_kept(group, links),
            sorted({country.communes[code].epci for code in group} - {""}),
            fitting.best(group),
        )
        for group in groups
    ]
    return sorted(found, key=lambda one: (-one.share, one.communes)), modularity


def _missing(held: Sequence[Held], epcis: Sequence[Held], country: Country, present: Present) -> Missing:
    there = {country.communes[code].epci for code in present.communes}
    return Missing(
        [one for one in held if one.share >= CONCERNED and one.code not in present.communes],
        [one for one in epcis if one.code and one.share >= CONCERNED and one.code not in there],
        [college for college in present.expected_colleges if college not in present.colleges],
    )
