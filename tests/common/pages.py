"""What is read in a page by the tests of pages: its elements, without a browser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"meta", "link", "img", "input", "br", "hr"}


@dataclass
class Page(HTMLParser):
    """Elements of an HTML text, in order, with their attributes and their text."""

    text: str
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)
    open: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        if tag in {self.elements[index][0] for index in self.open}:
            while self.elements[self.open.pop()][0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        for index in self.open:
            self.words[index] = self.words.get(index, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def text_of(self, tag: str) -> list[str]:
        return [
            " ".join(self.words.get(index, "").split())
            for index, (name, _attributes) in enumerate(self.elements)
            if name == tag
        ]

    def heading_levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]


def problems_of(html: str) -> list[str]:
    """What the content policy would block, and what an assistive tool would trip on; [] for a sound page."""
    page = Page(html)
    return [*_blocked(page), *_stumbling(page)]


def _blocked(page: Page) -> list[str]:
    found = [f"style on {tag}" for tag, attributes in page.elements if "style" in attributes or tag == "style"]
    found += [f"{name} on {tag}" for tag, attributes in page.elements for name in attributes if name.startswith("on")]
    for index, (tag, attributes) in enumerate(page.elements):
        if tag == "script" and attributes.get("type") != "application/json" and page.words.get(index, "").strip():
            found.append("inline script")
    return found


def _stumbling(page: Page) -> list[str]:
    levels = page.heading_levels()
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    found += [f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
    found += [f"img without alt: {image.get('src')}" for image in page.all("img") if "alt" not in image]
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    found += [f"id twice: {one}" for one in {one for one in ids if ids.count(one) > 1}]
    found += [
        f"{name} of nothing: {target}"
        for _, attributes in page.elements
        for name in ("aria-describedby", "aria-labelledby", "for", "popovertarget")
        for target in (attributes.get(name) or "").split()
        if target not in ids
    ]
    if page.all("html") and not all(one.get("lang") for one in page.all("html")):
        found.append("no language")
    return found
