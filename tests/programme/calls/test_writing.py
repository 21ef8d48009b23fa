"""Two people write one note: nothing of either is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from atelier.common.models import AuditEntry
from atelier.engines.wording.differences import WORD
from atelier.programme.calls.errors import ApplicationSettled, FieldUnknown, TextTooLong
from atelier.programme.calls.models import HeldText, Revision
from atelier.programme.calls.writing import both_texts, note_presence, others_in, save_field, settle_field
from tests.factories.calls import ApplicationFactory
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
QUESTION = "object.question"


@pytest.fixture
def application():
    return ApplicationFactory()


@pytest.fixture
def brice():
    return AccountFactory(name="Brice")


@pytest.fixture
def nadia():
    return AccountFactory(name="Nadia")


def text_now(application):
    application.refresh_from_db()
    return application.content.get("object", {}).get("question", "")


def test_a_text_is_saved_with_its_revision_and_its_trace(application, brice):
    saved = save_field(application, QUESTION, "Que faire ?", base=0, by=brice)

    assert (saved.number, saved.held, text_now(application)) == (1, None, "Que faire ?")
    assert AuditEntry.objects.get(verb="application.written").details == {"field": QUESTION, "revision": 1}


def test_the_same_text_again_is_no_revision(application, brice, nadia):
    save_field(application, QUESTION, "Que faire ?", base=0, by=brice)

    assert save_field(application, QUESTION, "Que faire ?", base=0, by=nadia).number == 1
    assert Revision.objects.count() == 1


def test_a_text_written_on_an_older_one_is_held_and_changes_nothing(application, brice, nadia):
    save_field(application, QUESTION, "Que faire ?", base=0, by=brice)
    save_field(application, QUESTION, "Que faire ici ?", base=1, by=nadia)

    saved = save_field(application, QUESTION, "Que faire demain ?", base=1, by=brice)

    assert saved.held is not None
    assert (saved.held.text, saved.text, text_now(application)) == (
        "Que faire demain ?",
        "Que faire ici ?",
        "Que faire ici ?",
    )
    assert both_texts(saved.held, saved.revision) == "Que faire demain / ici ?"


def test_going_on_writing_keeps_the_text_that_waits(application, brice, nadia):
    save_field(application, QUESTION, "Un", base=0, by=nadia)
    save_field(application, QUESTION, "Deux", base=0, by=brice)
    save_field(application, QUESTION, "Un et demi", base=1, by=brice)  # on a fresh page, before having chosen

    assert HeldText.objects.get().text == "Deux"


@pytest.mark.parametrize("chosen", ["mine", "theirs", "both"])
def test_what_one_chooses_is_kept_and_both_texts_are_in_the_history(application, brice, nadia, chosen):
    save_field(application, QUESTION, "Un", base=0, by=nadia)
    held = save_field(application, QUESTION, "Deux", base=0, by=brice).held
    text = {"mine": "Deux", "theirs": "Un", "both": "Deux / Un"}[chosen]

    settle_field(application, QUESTION, text, base=1, by=brice)

    assert text_now(application) == text
    assert not HeldText.objects.exists()
    assert {"Un", "Deux", text} <= set(Revision.objects.values_list("text", flat=True))
    assert held.text in set(Revision.objects.values_list("text", flat=True))


def test_a_choice_made_on_a_text_that_changed_again_is_asked_again(application, brice, nadia):
    save_field(application, QUESTION, "Un", base=0, by=nadia)
    save_field(application, QUESTION, "Deux", base=0, by=brice)
    save_field(application, QUESTION, "Trois", base=1, by=nadia)

    again = settle_field(application, QUESTION, "Deux / Un", base=1, by=brice)
    typed = settle_field(application, QUESTION, "Deux, un", base=1, by=brice, is_typed=True)

    assert (again.held.text, typed.held.text, text_now(application)) == ("Deux", "Deux, un", "Trois")


def test_a_field_no_form_has_is_refused(application, brice):
    with pytest.raises(FieldUnknown):
        save_field(application, "object.secret", "x", base=0, by=brice)


def test_a_text_too_long_is_refused_with_its_length(application, brice):
    with pytest.raises(TextTooLong) as refused:
        save_field(application, QUESTION, "a" * 3001, base=0, by=brice)
    assert refused.value.values["count"] == 3001


def test_a_settled_application_is_not_written_any_more(brice):
    with pytest.raises(ApplicationSettled):
        save_field(ApplicationFactory(state="selected"), QUESTION, "x", base=0, by=brice)


def test_who_else_is_there_is_said_for_a_short_while(application, brice, nadia):
    note_presence(application, brice, QUESTION)
    note_presence(application, nadia)
    application.presences.filter(account=nadia).update(seen_at="2026-01-01T00:00:00Z")

    assert [one.account for one in others_in(application, nadia)] == [brice]
    assert others_in(application, brice) == []


EDITS = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.sampled_from(["un ", "deux ", "trois. ", "quatre\n"])), max_size=8
)


class Together(TestCase):
    """Whatever two people do, in whatever order, every word either wrote is in the history or waits for its author."""

    @settings(max_examples=25, deadline=None)
    @given(EDITS)
    def test_nothing_written_by_either_is_lost(self, edits):
        application, people = ApplicationFactory(), [AccountFactory(), AccountFactory()]
        pages = [("", 0), ("", 0)]
        written = set()
        for is_second, reloads, words in edits:
            who = int(is_second)
            if reloads:
                held = HeldText.objects.filter(application=application, account=people[who]).first()
                last = application.revisions.filter(field=QUESTION).order_by("-number").first()
                if held:
                    saved = settle_field(
                        application, QUESTION, both_texts(held, last), base=last.number, by=people[who]
                    )
                    assert saved.held is None
                    last = saved.revision
                pages[who] = (last.text, last.number) if last else ("", 0)
            text, base = pages[who]
            text = text + words
            written.add((who, text))
            saved = save_field(application, QUESTION, text, base=base, by=people[who])
            pages[who] = (text, base if saved.held else saved.number)

        kept = [*Revision.objects.values_list("text", flat=True), *HeldText.objects.values_list("text", flat=True)]
        for _who, text in written:
            words = [word for word in WORD.findall(text) if not word.isspace()]
            assert any(is_within(words, WORD.findall(one)) for one in kept), (text, kept)


def is_within(few, many):
    rest = iter(many)
    return all(word in rest for word in few)
