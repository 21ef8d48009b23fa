"""The pages of cards of the atelier `ici`, asked as a browser asks."""

from html import unescape

from django.urls import reverse

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, write_card

BY = System()


def page(client, name, *arguments, **asked):
    answer = client.get(reverse(f"contributions:{name}", args=["ici", *arguments]), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def post(client, name, *arguments, **said):
    return client.post(reverse(f"contributions:{name}", args=["ici", *arguments]), said)


def told(answer):
    return unescape(answer.content.decode())


def written(atelier, text="La falaise s’éboule près de l’église", kind="finding", **more):
    return write_card(atelier, Said(kind=kind, text=text, **more), by=BY)
