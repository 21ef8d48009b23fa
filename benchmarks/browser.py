"""What the table weighs and costs in a real browser: `.venv/bin/python -m benchmarks.browser [--strokes 20000]`.

Chromium without a screen, whose WebGL is computed by the processor: a machine with a graphics card is faster. Prints
bytes of the first load, time and processor time of opening, main thread of a new stroke (of others; of one's own, moves
of the hand and what comes when it is lifted apart), memory. `--weigh URL PATH…`: only bytes of these pages of a server
that runs, for somebody without an account.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request as UrlRequest
from urllib.request import urlopen
from uuid import UUID

import msgspec
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Request, ViewportSize, sync_playwright
from tests.browser.conftest import ARGUMENTS, BROWSERS
from tests.browser.hand import wait_until_saved
from uuid6 import uuid7
from websockets.sync.client import connect

from atelier.engines.journal.frames import ClientFrame, Hello
from benchmarks.house import COOKIE, Furnished, Furniture, furnished_house
from benchmarks.live.ours import drawn

PAGES = (
    "/", "/connexion/", "/entrer/", "/charte/", "/demarche/", "/catalogue/", "/catalogue/dieppe/", "/appels/",
    "/marches/", "/frise/", "/bibliotheque/", "/feuilles-de-route/arques/1/",
)  # fmt: skip
SAID_WHOLE = ("/", "a table")
SHELL = {"document", "script", "stylesheet", "font", "image", "manifest"}
NEAR = (10_775_000, 499_230_000)
SCREEN: ViewportSize = {"width": 1280, "height": 800}
MOVES = 12


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--strokes", type=int, default=20_000)
    asked.add_argument("--new", type=int, default=40, help="strokes drawn by somebody else meanwhile, and by the mouse")
    asked.add_argument("--runs", type=int, default=3, help="openings; the median counts")
    asked.add_argument("--weigh", nargs="+", metavar=("URL", "PATH"), default=[])
    sizes = asked.parse_args()
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    if sizes.weigh:
        weigh_elsewhere(*sizes.weigh)
    else:
        measure(sizes.strokes, sizes.new, sizes.runs)


def measure(strokes: int, new: int, runs: int) -> None:
    with (
        furnished_house(Furniture(2), Furniture(2, strokes=strokes)) as (house, [[bare], [full]]),
        house.running() as server,
        chromium() as browser,
    ):
        print("| measure | |\n|---|---|")
        for path in [*PAGES, f"/tables/{bare.id}/"]:
            weigh(someone(browser, server.url, bare), server.url, path)
        open_table(browser, server.url, full, runs)
        draw_on(browser, server.url, full, new)


@contextmanager
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


def someone(browser: Browser, url: str, table: Furnished, person: int = 0) -> BrowserContext:
    """The browser of one of the table's people, empty of everything else."""
    context = browser.new_context(locale="fr-FR", viewport=SCREEN)
    context.add_cookies([{"name": COOKIE, "value": table.sessions[person], "url": url}])
    return context


def weigh_elsewhere(url: str, *paths: str) -> None:
    with chromium() as browser:
        for path in paths:
            weigh(browser.new_context(locale="fr-FR", viewport=SCREEN), url, path)


# -- bytes ---------------------------------------------------------------------------------------------------------


def weigh(context: BrowserContext, url: str, path: str) -> None:
    """Bytes on the wire of a first visit, a table's with its worker; tiles of the map and the journal apart."""
    page = context.new_page()
    requests: list[Request] = []
    context.on("requestfinished", lambda one: requests.append(one))
    page.goto(url + path, wait_until="networkidle")
    if path.startswith("/tables/"):
        wait_until_open(page)
        page.wait_for_load_state("networkidle")
    shell = {one.url: one for one in requests if is_of_shell(one)}
    name = "a table" if path.startswith("/tables/") else path
    for coding, asked in (("br", "gzip, br"), ("gzip", "gzip")):  # Brotli: over HTTPS, and of this machine only
        sizes = {address: sent_bytes(one, asked) for address, one in shell.items()}
        print(f"| first load of {name}, {coding}, kB | {sum(sizes.values()) / 1000:.0f} |")
    for address, size in sorted(sizes.items(), key=lambda pair: -pair[1])[: 8 if name in SAID_WHOLE else 2]:
        print(f"| · {urlsplit(address).path.rpartition('/')[2] or 'the page'}, gzip, kB | {size / 1000:.1f} |")
    context.close()


def sent_bytes(request: Request, coding: str) -> int:
    """Bytes of the answer to the same request in this coding; the browser's own count leaves out its workers."""
    headers = {**request.all_headers(), "accept-encoding": coding}
    with urlopen(UrlRequest(request.url, headers=headers)) as answer:
        return len(answer.read())


def is_of_shell(request: Request) -> bool:
    """Page, scripts, workers, styles, fonts, pictures of ours: everything but the map's tiles and what was drawn."""
    path = urlsplit(request.url).path
    return request.resource_type in SHELL or path.startswith("/static/")


# -- time ----------------------------------------------------------------------------------------------------------


def wait_until_open(page: Page) -> None:
    """The map is drawn and the table is live."""
    page.locator("[data-island=table][data-ready=true]").wait_for(state="attached", timeout=90_000)


def open_table(browser: Browser, url: str, table: Furnished, runs: int) -> None:
    """From the click to ink on the map and a live table."""
    took = []
    for _ in range(runs):
        context = someone(browser, url, table)
        page = context.new_page()
        worked = processor_s(browser)
        started = time.perf_counter()
        page.goto(f"{url}/tables/{table.id}/", wait_until="commit")
        answered = time.perf_counter() - started
        wait_until_open(page)
        took.append((time.perf_counter() - started, answered, processor_s(browser) - worked))
        if len(took) == runs:
            remember(context, page)
        context.close()
    opened, answered, worked = sorted(took)[len(took) // 2]
    print(f"| opening with {table.seq} strokes, s | {opened:.2f} |")
    print(f"| · of which the page's first byte, s | {answered:.2f} |")
    print(f"| · processor time of the whole browser, s | {worked:.1f} |")


def processor_s(browser: Browser) -> float:
    """Seconds that all the processes of the browser worked so far, as the system counts them."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(worked_s(int(one["id"])) for one in processes)


def worked_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:  # it ended meanwhile
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def draw_on(browser: Browser, url: str, table: Furnished, count: int) -> None:
    """Main thread (processor time) of the strokes of others and of one's own, beside the same time at rest."""
    context = someone(browser, url, table)
    page = context.new_page()
    page.goto(f"{url}/tables/{table.id}/")
    wait_until_open(page)
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})  # processor time: waiting is not work
    settle(devtools)
    pause = 0.2
    at_rest = busy_ms(devtools, lambda: time.sleep(count * pause))
    others = busy_ms(devtools, lambda: draw_elsewhere(url, table, count, pause))
    print(f"| a stroke of somebody else, ms of main thread | {(others - at_rest) / count:.1f} |")
    moved, lifted = draw_here(page, devtools, count)
    print(f"| a move of one's own hand, ms of main thread | {moved:.1f} |")
    print(f"| a stroke of one's own once the hand is lifted, ms of main thread | {lifted:.1f} |")
    print(f"| the main thread at rest, ms a second | {at_rest / (count * pause):.1f} |")
    context.close()


def busy_ms(devtools: CDPSession, work: Callable[[], None]) -> float:
    """Milliseconds that the page's main thread worked while `work` was done and for a moment after."""
    before = task_s(devtools)
    work()
    time.sleep(0.5)
    return 1000 * (task_s(devtools) - before)


def task_s(devtools: CDPSession) -> float:
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))


def settle(devtools: CDPSession) -> None:
    """Until the page has finished what opening began."""
    for _ in range(60):
        before = task_s(devtools)
        time.sleep(0.5)
        if task_s(devtools) - before < 0.025:
            return


def draw_elsewhere(url: str, table: Furnished, count: int, pause: float) -> None:
    """The second person of the table draws, over a socket."""
    host = urlsplit(url).netloc
    headers = {"Cookie": f"{COOKIE}={table.sessions[1]}", "Origin": url}
    with connect(f"ws://{host}/ws/tables/{table.id}/", additional_headers=headers, max_size=None) as socket:
        hello = Hello(since=table.seq, epoch=table.epoch)
        socket.send(msgspec.json.encode(ClientFrame(hello=hello)).decode())
        for number in range(count):
            trace = (NEAR[0] + 900 * number, NEAR[1], 900, 400, 800, -300, 700, 500)
            frame = ClientFrame(ops=[drawn(table, UUID(int=uuid7().int), trace)])
            socket.send(msgspec.json.encode(frame).decode())
            time.sleep(pause)


def draw_here(page: Page, devtools: CDPSession, count: int) -> tuple[float, float]:
    """Median milliseconds of a move, and of a stroke once the hand is lifted: on the map, kept, sent, confirmed."""
    moved, lifted = [], []
    idle = statistics.median(busy_ms(devtools, lambda: None) for _ in range(count))
    box = page.get_by_role("region", name="Carte de la table").bounding_box()
    assert box
    for number in range(count):
        x, y = box["x"] + box["width"] * (0.3 + 0.3 * number / count), box["y"] + box["height"] * 0.4
        page.mouse.move(x, y)
        page.mouse.down()
        moved.append(busy_ms(devtools, partial(pull, page, x, y)) - idle)
        lifted.append(busy_ms(devtools, page.mouse.up) - idle)
    wait_until_saved(page)
    return statistics.median(moved) / MOVES, statistics.median(lifted)


def pull(page: Page, x: float, y: float) -> None:
    for step in range(1, MOVES + 1):
        page.mouse.move(x + 5 * step, y + 3 * step)


# -- memory --------------------------------------------------------------------------------------------------------


def remember(context: BrowserContext, page: Page) -> None:
    """JavaScript's heap after a collection, and the proportional memory of the page's processes."""
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    settle(devtools)
    devtools.send("HeapProfiler.collectGarbage")
    metrics = devtools.send("Performance.getMetrics")["metrics"]
    heap = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
    print(f"| JavaScript heap, MB | {heap / 1e6:.0f} |")
    browser = context.browser
    assert browser
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    for kind, words in (("renderer", "page's process (heaviest)"), ("GPU", "graphics process")):
        sizes = [pss_mb(int(one["id"])) for one in processes if one["type"] == kind]
        print(f"| {words}, MB | {max(sizes, default=0):.0f} |")


def pss_mb(pid: int) -> float:
    """Memory of a process, its share of what it has in common with others."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
