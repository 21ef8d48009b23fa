"""How well a set of communes fits an EPCI, as one number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Literal

from atelier.engines.perimeter.shapes import Commune, Country, Fit

By = Literal["population", "area"]
DEFINITIONS: dict[By, str] = {
    "population": "inhabitants of the communes in both, over inhabitants of the communes in either (weighted Jaccard)",
    "area": "area of the communes in both, over area of the communes in either (weighted Jaccard)",
}


class Fitting:
    """The EPCI of a country, ready to be compared."""

    def __init__(self, country: Country, by: By) -> None:
        self._country, self._by = country, by
        self._members: dict[str, set[str]] = defaultdict(set)
        for commune in country.communes.values():
            if commune.epci:
                self._members[commune.epci].add(commune.code)

    def best(self, communes: Collection[str]) -> Fit:
        """The EPCI that fits best; among equals, the first by code."""
        known = self._country.communes
        touched = sorted({known[code].epci for code in communes} - {""})
        values = {epci: self.jaccard(communes, self._members[epci]) for epci in touched}
        epci = min(values, key=lambda code: (-values[code], code), default="")
        name = self._country.epci_names.get(epci, "")
        return Fit(epci, name, values.get(epci, 0.0), DEFINITIONS[self._by])

    def jaccard(self, one: Collection[str], other: Collection[str]) -> float:
        """0 (nothing in common) to 1 (the same communes)."""
        first, second = set(one), set(other)
        either = self._weight(first | second)
        return self._weight(first & second) / either if either else 0.0

    def _weight(self, codes: Iterable[str]) -> float:
        return sum(self._of(self._country.communes[code]) for code in sorted(codes))

    def _of(self, commune: Commune) -> float:
        return commune.surface_km2 if self._by == "area" else float(commune.population)
