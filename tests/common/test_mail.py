import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from atelier.common.audit import System
from atelier.common.mail import TRIES, post_letter, send_letter, send_waiting
from atelier.common.models import Letter
from tests.postbox import postbox_open

pytestmark = pytest.mark.django_db
TO = "maire@saint-aubin.example"


def sent(letter):
    send_letter.func(str(letter.pk))
    letter.refresh_from_db()
    return letter


def a_letter(**facts):
    return post_letter(TO, "Invitation à l’atelier", "Venez !", by=System(), **facts)


def test_letter_arrives_with_its_words_and_its_calendar():
    calendar = {"name": "atelier.ics", "kind": "text/calendar", "text": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
    with postbox_open() as postbox:
        letter = sent(a_letter(attachments=[calendar]))

    [received] = postbox.to(TO)
    assert letter.state == Letter.State.SENT
    assert received["Subject"] == "Invitation à l’atelier"
    assert received.get_body().get_content().strip() == "Venez !"
    assert [part.get_content_type() for part in received.iter_attachments()] == ["text/calendar"]


def test_letter_is_written_once_for_what_it_is_about():
    first, second = a_letter(key="invitation:7"), a_letter(key="invitation:7")

    assert first is not None
    assert second is None
    assert Letter.objects.count() == 1


def test_secret_letter_is_forgotten_once_sent():
    with postbox_open():
        assert sent(a_letter(is_secret=True)).text == ""


def test_letter_says_so_when_its_address_is_refused():
    with postbox_open() as postbox:
        postbox.refused.add(TO)
        letter = sent(a_letter())

    assert (letter.state, letter.sentence) == (Letter.State.FAILED, "The mail server refused the address.")


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=9)
def test_letter_is_tried_again_then_given_up_when_the_server_is_away():
    letter = sent(a_letter())
    assert (letter.state, letter.tries) == (Letter.State.WAITING, 1)

    for _ in range(TRIES - 1):
        sent(letter)
    assert letter.state == Letter.State.FAILED


def test_letter_waits_where_no_server_is_set_and_leaves_later():
    letter = sent(a_letter())
    assert letter.state == Letter.State.WAITING

    with postbox_open() as postbox:
        assert send_waiting() == 1
        sent(letter)
    assert len(postbox.letters) == 1


def test_subject_cannot_add_headers():
    with postbox_open() as postbox:
        sent(post_letter(TO, "Bonjour\r\nBcc: autre@example.org", "…", by=System()))

    assert postbox.letters[0]["Bcc"] is None


def test_letter_whose_worker_died_is_sent_by_another_after_a_while():
    letter = a_letter()
    with postbox_open() as postbox:
        Letter.objects.update(taken_at=timezone.now())
        assert sent(letter).state == Letter.State.WAITING
        Letter.objects.update(taken_at=timezone.now() - timedelta(minutes=6))
        assert sent(letter).state == Letter.State.SENT

    assert len(postbox.letters) == 1


@pytest.mark.django_db(transaction=True)
def test_letter_leaves_once_when_two_workers_are_told_of_it():
    letter, handed, answered = a_letter(), threading.Event(), threading.Event()

    def first_worker():
        send_letter.func(str(letter.pk))
        connection.close()

    with postbox_open() as postbox:
        postbox.on_letter = lambda: handed.set() or answered.wait(10)
        worker = threading.Thread(target=first_worker)
        worker.start()
        assert handed.wait(10)
        assert sent(letter).state == Letter.State.WAITING  # the second finds it taken
        answered.set()
        worker.join(10)

    letter.refresh_from_db()
    assert (letter.state, len(postbox.letters)) == (Letter.State.SENT, 1)
