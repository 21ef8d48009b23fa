"""The year is adapted from its pages; what differs stays in sight."""

import datetime as dt

import pytest
from django.urls import reverse

from atelier.ateliers.models import Stage
from atelier.ateliers.year.pages import year_page

pytestmark = pytest.mark.django_db


def told(atelier):
    return [(one.change.value, one.stage.key, one.reason) for one in year_page(atelier)["differences"]]


def ask(client, name, stage, **words):
    return client.post(reverse(f"ateliers:{name}", args=[stage.atelier.slug, stage.pk]), words)


def fields_of(stage, **changes):
    return {
        "title": stage.title, "about": stage.about, "starts_on": stage.starts_on, "ends_on": stage.ends_on,
        "after": stage.after_id or "", "reason": "", **changes,
    }  # fmt: skip


def test_a_year_that_follows_its_pattern_differs_in_nothing(atelier):
    assert told(atelier) == []


def test_a_stage_added_stands_at_its_day_and_is_told(client, atelier):
    words = {"title": "Marche", "kind": "meeting", "starts_on": "2026-10-17", "ends_on": "2026-10-17", "reason": "Ici"}

    client.post(reverse("ateliers:adapt", args=[atelier.slug]), words)

    assert told(atelier) == [("added", "", "Ici")]
    assert [stage.title for stage in Stage.objects.of(atelier)][2:5] == [
        "Séminaire local de lancement", "Marche", "Atelier 1 : se connaître",
    ]  # fmt: skip


def test_a_stage_renamed_and_shortened_is_told_with_its_reason(client, atelier, stage):
    changes = fields_of(stage, title="Atelier 1", ends_on=stage.starts_on, reason="Les élus siègent.")

    ask(client, "stage_edit", stage, **changes)

    why = "Les élus siègent."
    assert told(atelier) == [("renamed", "atelier-1", why), ("length", "atelier-1", why)]


def test_a_stage_moved_is_the_only_one_told(client, atelier, stage):
    ask(client, "stage_move", stage, places="1")

    assert [change for change, _key, _why in told(atelier)] == ["moved"]
    order = list(Stage.objects.of(atelier).values_list("key", flat=True))
    assert order.index("inter-atelier-1") < order.index("atelier-1")


def test_a_stage_of_the_pattern_is_not_taken_out_without_a_reason(client, atelier, stage):
    answer = ask(client, "stage_remove", stage)

    assert answer.status_code == 422
    assert "Dites pourquoi" in answer.content.decode()
    assert told(atelier) == []


def test_a_stage_taken_out_stays_in_sight_and_comes_back(client, atelier, stage):
    ask(client, "stage_remove", stage, reason="Faute de temps.")
    gone = told(atelier)
    waits_for = Stage.objects.of(atelier).get(key="inter-atelier-1").after.key
    ask(client, "stage_restore", stage)

    assert gone == [("removed", "atelier-1", "Faute de temps.")]
    assert waits_for == "lancement"
    assert told(atelier) == []


def test_stages_that_would_wait_for_each_other_are_refused_in_a_sentence(client, atelier, stage):
    last = Stage.objects.of(atelier).get(key="inter-atelier-1")

    answer = ask(client, "stage_edit", stage, **fields_of(stage, after=last.pk))

    assert answer.status_code == 422
    assert "s’attendent l’une l’autre en rond" in answer.content.decode()
    assert Stage.objects.of(atelier).get(pk=stage.pk).after.key == "lancement"


def test_a_last_day_before_the_first_is_refused(client, stage):
    answer = ask(client, "stage_edit", stage, **fields_of(stage, ends_on=stage.starts_on - dt.timedelta(days=1)))

    assert answer.status_code == 422
    assert "vient avant le premier" in answer.content.decode()


def test_pages_of_the_year_ask_as_many_queries_whatever_is_in_it(client, atelier, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        client.get(reverse("ateliers:year", args=[atelier.slug]))
    with django_assert_max_num_queries(22):
        client.get(reverse("ateliers:month", args=[atelier.slug, 2026, 11]))
