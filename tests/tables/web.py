"""A person's browser without a screen: pages, cookies and forms, over real HTTP."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar

from atelier.site.demo import FACILITATOR_EMAIL, FACILITATOR_PASSWORD
from tests.serving import RunningServer


@dataclass
class Answer:
    """What came back: status, final address, body."""

    status: int
    url: str
    body: str
    headers: dict[str, str]


class Web:
    """One person's cookies and pages."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> Answer:
        return self._ask(urllib.request.Request(urllib.parse.urljoin(self.server.url, path)))

    def submit(self, path: str, **fields: str) -> Answer:
        """POST the form of a page, with its token."""
        page = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)
        return self.post(path, csrfmiddlewaretoken=token.group(1) if token else "", **fields)

    def post(self, path: str, **fields: str) -> Answer:
        url = urllib.parse.urljoin(self.server.url, path)
        request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode())
        request.add_header("Referer", url)
        return self._ask(request)

    def ask(self, table_id: str, path: str, **fields: str) -> Answer:
        """What the table's screen asks of an address of its table, with the page's token, answered in JSON."""
        page = self.get(f"/tables/{table_id}/")
        token = re.search(r'"csrf": "([^"]+)"', page.body)
        url = urllib.parse.urljoin(self.server.url, f"/tables/{table_id}/{path}")
        request = urllib.request.Request(url, urllib.parse.urlencode(fields).encode())
        for name, value in {"Referer": url, "Accept": "application/json"}.items():
            request.add_header(name, value)
        request.add_header("X-CSRFToken", token.group(1) if token else "")
        return self._ask(request)

    @property
    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=30) as response:
                body = response.read().decode("utf-8", "replace")
                return Answer(response.status, response.url, body, dict(response.headers))
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.url or "", error.read().decode("utf-8", "replace"), dict(error.headers))


def facilitator(server: RunningServer) -> Web:
    """The demonstration's facilitator, signed in."""
    web = Web(server)
    answer = web.submit("/connexion/", username=FACILITATOR_EMAIL, password=FACILITATOR_PASSWORD)
    assert answer.status == 200
    assert "/connexion/" not in answer.url
    return web


def codes_of_tables(server: RunningServer) -> list[str]:
    """The short codes of the demonstration's tables, in order."""
    return server.run("table", "codes").split()


def participant(server: RunningServer, code: str, *, name: str, college: str = "inhabitant") -> tuple[Web, str]:
    """Someone who sat down by the code; their browser and the table's id."""
    web = Web(server)
    answer = web.submit(f"/t/{code}/", name=name, college=college, consent="on")
    found = re.search(r"/tables/([0-9a-f-]{36})/", answer.url)
    assert found, (answer.status, answer.url, answer.body[:2000])
    return web, found.group(1)
