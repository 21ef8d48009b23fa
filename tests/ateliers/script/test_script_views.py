"""The script of a workshop, from its pages."""

import pypdfium2
import pytest
from django.urls import reverse

from atelier.ateliers.models import Script, Sequence
from atelier.ateliers.script.commands import copy_model
from atelier.ateliers.script.library import script_model
from atelier.common.audit import System
from tests.factories.tables import TableFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def script(workshop):
    return copy_model(workshop, script_model("atelier-2"), by=System())


def titles(workshop):
    return list(Sequence.objects.of(workshop.atelier).filter(script__workshop=workshop).values_list("title", flat=True))


def address(name, workshop, *more):
    return reverse(f"ateliers:{name}", args=[workshop.pk, *more])


def test_a_model_is_copied_with_its_steps(client, workshop):
    client.post(address("script_copy", workshop), {"source": "model:atelier-1"})

    assert [step.title for step in workshop.steps.all()] == ["Découvertes", "Blocages", "Intentions"]
    discoveries = Sequence.objects.of(workshop.atelier).get(step__title="Découvertes")
    assert (discoveries.minutes, discoveries.writes) == (45, "Scribe")


def test_another_workshop_script_is_copied_without_what_happened_on_its_day(client, workshop, script, atelier):
    client.post(address("running_gesture", workshop), {"gesture": "next"})
    other = atelier.workshops.get(stage__key="atelier-3")

    client.post(address("script_copy", other), {"source": f"workshop:{script.pk}"})

    assert titles(other) == titles(workshop)
    assert not Sequence.objects.of(atelier).filter(script__workshop=other, began_at__isnull=False).exists()


def test_a_sequence_is_written_changed_and_removed(client, workshop):
    words = {"title": "Tour de table", "kind": "tables", "minutes": 20, "day": 1, "material_lines": "2 gommes / table"}
    client.post(address("sequence_create", workshop), words)
    sequence = Sequence.objects.of(workshop.atelier).get()
    client.post(address("sequence_edit", workshop, sequence.pk), words | {"minutes": 25})
    changed = Sequence.objects.of(workshop.atelier).get()
    client.post(address("sequence_remove", workshop, sequence.pk))

    assert (changed.minutes, changed.material) == (25, [{"quantity": 2, "what": "gommes", "per": "table"}])
    assert titles(workshop) == []


@pytest.mark.parametrize(
    ("field", "value"), [("minutes", 0), ("minutes", 601), ("material_lines", "2 x / lune"), ("title", "")]
)
def test_a_wrong_sequence_comes_back_with_a_sentence(client, workshop, field, value):
    words = {"title": "Tour", "kind": "tables", "minutes": 20, "day": 1, field: value}

    answer = client.post(address("sequence_create", workshop), words)

    assert answer.status_code == 422
    assert not Script.objects.of(workshop.atelier).exists()


def test_buttons_and_drag_give_the_same_order(client, workshop, script):
    before = titles(workshop)
    second = script.sequences.all()[1]
    client.post(address("sequence_move", workshop, second.pk), {"places": "-1"})
    by_button = titles(workshop)
    client.post(address("sequence_move", workshop, second.pk), {"places": "1"})
    order = [one.pk for one in script.sequences.all()]
    order[0], order[1] = order[1], order[0]
    client.post(address("script_order", workshop), {"order": ",".join(map(str, order))})

    assert by_button == [before[1], before[0], *before[2:]]
    assert titles(workshop) == by_button


def test_an_order_of_other_sequences_is_refused(client, workshop, script):
    before = titles(workshop)

    answer = client.post(address("script_order", workshop), {"order": "1,2,3"})

    assert answer.status_code == 422
    assert titles(workshop) == before


def test_a_step_named_later_lays_its_sheet_on_tables_that_are_there(
    client, workshop, django_capture_on_commit_callbacks
):
    table = TableFactory(workshop=workshop)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(address("step_add", workshop), {"title": "Retours"})

    assert [overlay.name for overlay in table.overlays.filter(step__isnull=False)] == ["Retours"]


def test_two_steps_do_not_have_the_same_name(client, workshop, script):
    answer = client.post(address("step_add", workshop), {"title": "vision"})

    assert answer.status_code == 422
    assert "déjà une étape" in answer.content.decode()


def test_the_day_goes_from_a_sequence_to_the_next_and_back(client, workshop, script):
    def now():
        running = script.sequences.filter(began_at__isnull=False, ended_at=None)
        return [one.title for one in running]

    def gesture(word):
        client.post(address("running_gesture", workshop), {"gesture": word})
        return now()

    first, second = titles(workshop)[:2]
    assert [gesture("next"), gesture("next"), gesture("back"), gesture("again")] == [[first], [second], [first], []]


def test_the_printed_script_holds_every_sequence(client, workshop, script):
    content = client.get(address("script_print", workshop)).content

    pdf = pypdfium2.PdfDocument(content)
    text = " ".join(pdf[number].get_textpage().get_text_bounded() for number in range(len(pdf)))
    pdf.close()
    assert all(" ".join(title.split()[:3]) in " ".join(text.split()) for title in titles(workshop))
    assert "/MarkInfo" in content.decode("latin-1") or b"StructTreeRoot" in content


def test_pages_of_the_script_ask_as_many_queries_whatever_its_length(
    client, workshop, script, django_assert_max_num_queries
):
    with django_assert_max_num_queries(14):
        client.get(address("script", workshop))
    with django_assert_max_num_queries(10):
        client.get(address("running", workshop))
