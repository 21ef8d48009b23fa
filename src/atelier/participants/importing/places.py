"""Communes as lists write them, into INSEE codes; asked of the database once a list."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from atelier.territories.models import Commune
from atelier.territories.names import search_key

CODE = re.compile(r"\d{5}|2[AB]\d{3}")
A_QUESTION = 400


class Communes:
    """The communes that a list names. `near`: departments preferred where several have the same name."""

    def __init__(self, written: Iterable[str], *, near: Collection[str] = ()) -> None:
        asked = {one.strip() for one in written if one.strip()}
        keys = {search_key(one) for one in asked if not CODE.fullmatch(one.upper())}
        self.near = set(near)
        self.codes = {code for some in _parts({one.upper() for one in asked}) for code in _codes(some)}
        self.named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for some in _parts(keys):
            rows = Commune.objects.filter(is_current=True, search_key__in=some)
            for key, code, department in rows.values_list("search_key", "code", "department_id"):
                self.named[key].append((code, department))

    def code_of(self, written: str) -> str:
        """The code; "" when there is no such commune, or several and none of them near."""
        text = written.strip()
        if text.upper() in self.codes:
            return text.upper()
        found = self.named.get(search_key(text), [])
        near = [code for code, department in found if department in self.near]
        if len(near) == 1:
            return near[0]
        return found[0][0] if len(found) == 1 else ""


def _codes(some: list[str]) -> Iterable[str]:
    return Commune.objects.filter(code__in=some).values_list("code", flat=True)


def _parts(asked: Collection[str]) -> Iterator[list[str]]:
    listed = sorted(asked)
    for start in range(0, len(listed), A_QUESTION):
        yield listed[start : start + A_QUESTION]
