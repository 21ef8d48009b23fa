"""A hand on the table's map: mouse or finger, in fractions of the map's width and height."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from playwright.sync_api import Page, expect

Place = tuple[float, float]


class Hand:
    """Draws on one page's map. Places are fractions of the map, (0, 0) at its top left."""

    def __init__(self, page: Page, *, touch: bool = False) -> None:
        self.page, self.touch = page, touch
        self._devtools = page.context.new_cdp_session(page) if touch else None

    def along(self, places: Sequence[Place], *, steps: int = 6) -> None:
        """Press at the first place, pass through the others, lift at the last."""
        points = [self._pixel(place) for place in places]
        path = [points[0]]
        for (x1, y1), (x2, y2) in itertools.pairwise(points):
            path += [(x1 + (x2 - x1) * k / steps, y1 + (y2 - y1) * k / steps) for k in range(1, steps + 1)]
        if self._devtools:
            self._finger(path)
        else:
            self._mouse(path)

    def tap(self, place: Place) -> None:
        self.along([place, place], steps=1)

    def _mouse(self, path: Sequence[Place]) -> None:
        self.page.mouse.move(*path[0])
        self.page.mouse.down()
        for x, y in path[1:]:
            self.page.mouse.move(x, y)
        self.page.mouse.up()

    def _finger(self, path: Sequence[Place]) -> None:
        assert self._devtools
        for number, (x, y) in enumerate(path):
            kind = "touchMove" if number else "touchStart"
            point = {"x": x, "y": y, "id": 1, "radiusX": 4, "radiusY": 4, "force": 0.5}
            self._devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        self._devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _pixel(self, place: Place) -> Place:
        box = self.page.get_by_role("region", name="Carte de la table").bounding_box()
        assert box
        return box["x"] + box["width"] * place[0], box["y"] + box["height"] * place[1]


def wait_until_ready(page: Page) -> None:
    """The map is drawn and the table is live."""
    expect(page.locator("[data-island=table]")).to_have_attribute("data-ready", "true", timeout=90_000)


def wait_until_saved(page: Page) -> None:
    """Nothing of this screen is waiting."""
    expect(page.locator("[data-island=table]")).to_have_attribute("data-unsaved", "0", timeout=60_000)


def wait_until_kept(page: Page) -> None:
    """What waits to be sent is on this browser's disk: the tab may be closed."""
    expect(page.locator("[data-island=table]")).to_have_attribute("data-unwritten", "0")


def rows_of_list(page: Page) -> list[str]:
    """The sentences of the list beside the map (which must be open), in its order."""
    return page.locator(".tb-thing").all_inner_texts()
