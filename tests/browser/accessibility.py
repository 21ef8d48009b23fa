"""What axe says of a page, as an assertion."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    """Fails with one line a fault: the rule, what it asks, and where."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]})
    assert [line for fault in results.response["violations"] for line in sentences(fault)] == []


def sentences(fault: dict[str, Any]) -> list[str]:
    return [f"{fault['id']}: {fault['help']} · {node['html'][:160]}" for node in fault["nodes"]]
