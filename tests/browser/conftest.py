"""Browsers for the stories: Chromium of the system, people with their screens, and no complaint unheard.

Under our content policy `page.wait_for_function` fails (it evaluates text in the page): use `expect`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.postbox import Postbox, postbox_open
from tests.serving import RunningServer, copy_of_template

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop; these tests may still use the ORM

expect.set_options(timeout=40_000)  # maps are drawn on the processor, several at once: a state may take long to come

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENS: dict[str, dict[str, Any]] = {
    "computer": {"viewport": {"width": 1280, "height": 800}},
    "tablet": {"viewport": {"width": 1024, "height": 768}, "has_touch": True},
    "phone": {"viewport": {"width": 375, "height": 812}, "has_touch": True, "is_mobile": True},
}
POLICY_WATCH = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`content policy: ${event.violatedDirective} refuses ${event.blockedURI} ${event.sourceFile ?? ''}`))
"""
PAGE_MS = 90_000  # the first map of a server reads the whole ground of its site
PICTURES = Path("var/pictures")  # test-results/ is emptied by the browser plugin


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    place = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **place, "args": ARGUMENTS}


@pytest.fixture(scope="module")
def running_server(shared_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A real server for the stories of one file, which does its jobs too."""
    with copy_of_template(shared_var, tmp_path_factory.mktemp("server"), has_worker=True) as server:
        yield server.start()


@pytest.fixture(scope="module")
def postbox() -> Iterator[Postbox]:
    with postbox_open() as box:
        yield box


@pytest.fixture(scope="module")
def posting_server(
    shared_var: Path, tmp_path_factory: pytest.TempPathFactory, postbox: Postbox
) -> Iterator[RunningServer]:
    """As in production: a worker, and a mail server to hand its letters to."""
    with copy_of_template(shared_var, tmp_path_factory.mktemp("server"), has_worker=True) as server:
        mail = {"ATELIER_SMTP_URL": f"smtp://127.0.0.1:{postbox.port}", "ATELIER_MAIL_FROM": "atelier@atelier.example"}
        yield server.start(**mail)


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Errors of every page of the test; what is left at the end fails it."""
    heard = Complaints()
    yield heard
    assert heard.unexpected() == []


class Complaints:
    """Console errors, exceptions and policy violations; `allow` those that a test brings about."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.allowed: list[str] = []

    def allow(self, pattern: str) -> None:
        """Expect complaints that match this regular expression (a cut network, a refusal)."""
        self.allowed.append(pattern)

    def unexpected(self) -> list[str]:
        return [line for line in self.lines if not any(re.search(pattern, line) for pattern in self.allowed)]

    def listen(self, context: BrowserContext) -> None:
        context.add_init_script(POLICY_WATCH)
        context.on("console", lambda message: self._hear(message.type, f"{message.text} ({message.location['url']})"))
        context.on("weberror", lambda error: self._hear("error", str(error.error)))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.lines.append(text)


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], running_server: RunningServer, complaints: Complaints
) -> Callable[..., BrowserContext]:
    """A browser of someone else: own cookies, French, still, addresses relative to the server."""

    def make(**options: Any) -> BrowserContext:
        habits = {"base_url": running_server.url, "locale": "fr-FR", "reduced_motion": "reduce"}
        context = new_context(**{**habits, **options})
        complaints.listen(context)
        context.set_default_navigation_timeout(PAGE_MS)
        return context

    return make


@pytest.fixture
def open_screen(browser: Browser, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`open_screen("tablet")`: the page of one more person, on a computer, a tablet or a phone."""

    def open_one(kind: str = "computer", **options: Any) -> Page:
        return new_context(**{**SCREENS[kind], **options}).new_page()

    return open_one


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], Path]:
    """Keep what a page looks like in test-results/pictures, to be looked at with one's own eyes."""

    def take(page: Page, name: str) -> Path:
        path = PICTURES / f"{re.sub(r'[^a-z0-9]+', '-', request.node.name)}-{name}.png"
        page.screenshot(path=path, animations="disabled")
        return path

    return take
