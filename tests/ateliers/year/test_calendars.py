import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from atelier.ateliers.models import CalendarFeed, Membership
from atelier.ateliers.script.commands import copy_model
from atelier.ateliers.script.library import script_model
from atelier.common.audit import System

pytestmark = pytest.mark.django_db


def made(client, atelier):
    """The secret path of a new feed, as its page shows it once."""
    answer = client.post(reverse("ateliers:feeds", args=[atelier.slug]), {"name": "Téléphone"})
    return "/" + answer.context["address"].split("/", 3)[3]


def events(answer):
    return {str(one["summary"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_feed_tells_the_year_to_a_program_without_an_account(client, atelier, workshop):
    copy_model(workshop, script_model("atelier-1"), by=System())
    path = made(client, atelier)
    client.logout()

    found = events(client.get(path))

    first, inter = found["Atelier 1 : se connaître"], found["Premier inter-atelier"]
    assert first["dtstart"].dt.isoformat() == "2026-11-24T09:00:00+01:00"
    assert first["dtend"].dt.isoformat() == "2026-11-24T16:10:00+01:00"
    assert (inter["dtstart"].dt, inter["dtend"].dt) == (dt.date(2026, 12, 9), dt.date(2027, 1, 20))
    assert len(found) == 14


def test_a_feed_ended_reads_nothing_any_more(client, atelier):
    path = made(client, atelier)

    client.post(reverse("ateliers:feed_revoke", args=[atelier.slug, CalendarFeed.objects.of(atelier).get().pk]))

    assert client.get(path).status_code == 404


def test_a_feed_reads_nothing_when_its_person_has_left_the_atelier(client, atelier):
    path = made(client, atelier)

    Membership.objects.of(atelier).delete()

    assert client.get(path).status_code == 404


def test_only_the_hash_of_the_address_is_kept(client, atelier):
    secret = made(client, atelier).removeprefix("/agenda/").removesuffix(".ics")

    assert secret not in str(CalendarFeed.objects.of(atelier).values().get())


def test_an_address_nobody_made_reads_nothing(client):
    assert client.get(reverse("ateliers:calendar_feed", args=["x" * 32])).status_code == 404
