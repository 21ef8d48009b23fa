"""What leaves the room: read by GDAL as OGC API – Features; packed, opened on a second server, merged home."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyogrio
from playwright.sync_api import Page, expect

from tests.browser.hand import wait_until_ready, wait_until_saved
from tests.serving import RunningServer
from tests.suitcase.test_two_servers import Laptop
from tests.tables.web import facilitator

HERE, THERE = "Dessiné à la mairie", "Dessiné dans la salle"


def the_table_is_read_through_its_api(server: RunningServer, code: str) -> None:
    """With a token made on its page, by the reader of features that other programs build on."""
    made = facilitator(server).submit("/ateliers/dieppe/acces/", name="GDAL", days="90").body
    (token,) = re.findall(r"<code>(atelier_[\w-]+)</code>", made)
    about, _, shapes, columns = pyogrio.raw.read(
        f"OAPIF:{server.url}/ogc/dieppe/?token={token}", layer=f"{code}-traits"
    )
    fields = dict(zip(about["fields"], columns, strict=True))

    assert "Chemin n° 1 des Prés-Salés" in set(fields["texte"])
    assert {"Zoé", "Jeanne"} <= set(fields["auteur"])
    assert len(shapes) == len(fields["identifiant"])


def both_servers_work_and_the_laptop_comes_home(
    home: RunningServer, laptop: Laptop, keeper: Page, open_screen: Callable[..., Page], code: str, folder: Path
) -> None:
    home.run("suitcase", "pack", "dieppe", "--out", str(folder / "dieppe.atelier"))
    laptop.open(folder / "dieppe.atelier")
    away = open_screen("computer", base_url=laptop.url)
    away.goto(f"/t/{code}/")
    away.get_by_label("Votre prénom ou un pseudonyme").fill("Bruno")
    away.get_by_role("radio", name="Élus").check()
    away.get_by_role("checkbox", name=re.compile("J’accepte")).check()
    away.keyboard.press("Enter")
    wait_until_ready(away)
    write_on_the_map(away, THERE)
    write_on_the_map(keeper, HERE)

    laptop.run("suitcase", "pack", "dieppe", "--out", str(folder / "retour.atelier"))
    said = home.run("suitcase", "merge", str(folder / "retour.atelier"))

    assert re.search(r"\b1 opération", said), said
    for words, who in ((THERE, "par Bruno"), (HERE, "par vous")):
        expect(keeper.locator(".tb-thing").filter(has_text=words).filter(has_text=who)).to_have_count(1)
    assert "agree" in home.run("table", "verify", code)


def write_on_the_map(page: Page, words: str) -> None:
    """From the list, open or not: whatever is in hand, and wherever the map looks."""
    note = page.get_by_role("button", name="Écrire une note")
    if not note.is_visible():
        page.keyboard.press("l")
    note.press("Enter")
    page.get_by_label("Votre note").fill(words)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".tb-thing").filter(has_text=words)).to_have_count(1)
    wait_until_saved(page)
