"""What a page answers, in the words of docs/reference/pages.md."""

from __future__ import annotations

from django.test import Client
from django.urls import resolve


def answer_to(client: Client, method: str, address: str) -> str:
    answer = client.get(address) if method == "GET" else client.post(address)
    for _part in answer if answer.streaming else ():
        pass  # read to its end, so that its file is closed
    if answer.status_code in {401, 403, 404}:
        return str(answer.status_code)
    assert answer.status_code < 400 or answer.status_code in {409, 410, 422}, answer.status_code
    if answer.status_code == 302 and answer.headers["Location"].startswith("/connexion/?next="):
        return "sign in"
    if answer.status_code == 302 and method == "GET":
        return f"to `{resolve(answer.headers['Location']).view_name}`"
    return "yes"
