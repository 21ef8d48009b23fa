"""The slip through its door: typed, read, corrected, taken back, printed."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from atelier.ateliers.guesses import MISSES
from atelier.ateliers.viewer import SEATS_KEY
from atelier.common.audit import System
from atelier.common.models import Job
from atelier.contributions.cards.commands import Said, merge_cards, write_card
from atelier.contributions.models import Card, RemovalRequest
from atelier.contributions.slip.commands import give_code
from atelier.contributions.slip.printing import slips_pdf
from tests.factories.ateliers import MembershipFactory, SeatFactory
from tests.factories.slips import RemovalRequestFactory

pytestmark = pytest.mark.django_db
BY = System()


@pytest.fixture
def seat():
    cache.clear()
    return SeatFactory(name="Jeanne")


@pytest.fixture
def code(seat):
    return give_code(seat, by=BY)


@pytest.fixture
def card(seat):
    said = Said(kind="finding", text="La plage recule", said_by=seat)
    return write_card(seat.workshop.atelier, said, by=BY)


def page(name, *args):
    return reverse(f"contributions:{name}", args=args)


def test_a_code_typed_by_hand_leads_to_the_slip(client, code):
    typed = f" {code[:5].lower()} {code[5:]}"

    assert client.get(page("slip_door"), {"code": typed}).headers["Location"] == page("slip", code)


def test_a_wrong_code_is_said_and_guessing_is_slowed_down(client, seat, code):
    assert client.get(page("slip_door"), {"code": "ACDEFGHJKM"}).status_code == 422
    for _ in range(MISSES):
        assert client.get(page("slip", "ACDEF")).status_code in (404, 409)

    assert client.get(page("slip", code)).status_code == 409


def test_whoever_holds_the_seat_opens_the_slip_without_typing(client, seat, code):
    session = client.session
    session[SEATS_KEY] = {str(seat.workshop_id): seat.pk}
    session.save()

    assert "Jeanne" in client.get(page("slip_door")).content.decode()
    assert client.post(page("slip_mine", seat.workshop_id)).headers["Location"] == page("slip", code)


def test_words_are_corrected_then_withdrawn_on_the_page(client, code, card):
    answer = client.post(page("slip_words", code, card.pk), {"text": "La plage recule l’hiver", "revision": 1})
    assert answer.headers["Location"] == page("slip", code)
    assert "La plage recule l’hiver" in client.get(page("slip", code)).content.decode()

    late = client.post(page("slip_words", code, card.pk), {"text": "Trop tard", "revision": 1})
    assert late.status_code == 422
    assert 'value="2"' in late.content.decode()

    client.post(page("slip_withdraw", code, card.pk))
    assert Card.everywhere.get(pk=card.pk).fate == "withdrawn"


def test_a_slip_gives_no_hand_on_the_card_of_another(client, code, card):
    other = SeatFactory(workshop=card.said_by.workshop)
    theirs = give_code(other, by=BY)

    assert client.post(page("slip_withdraw", theirs, card.pk)).status_code == 404
    assert client.get(page("slip_words", theirs, card.pk)).status_code == 404
    assert client.get(page("slip_ask", theirs, "card", card.pk)).status_code == 404


def test_a_request_is_asked_then_answered_and_read(client, seat, code, card):
    other = write_card(card.atelier, Said(kind="finding", text="La mer monte"), by=BY)
    merge_cards([card, other], Said(kind="finding", text="Tout recule"), by=BY)
    client.post(page("slip_ask", code, "card", card.pk), {"words": "Sans ma rue"})
    asked = RemovalRequest.everywhere.get()
    keeper = MembershipFactory(atelier=card.atelier).account
    client.force_login(keeper)

    assert "Sans ma rue" in client.get(page("removals", card.atelier.slug)).content.decode()
    assert client.post(page("removal", card.atelier.slug, asked.pk), {"answer": "done"}).status_code == 422
    answer = {"answer": "done", "words": "La rue n’est plus nommée"}
    assert client.post(page("removal", card.atelier.slug, asked.pk), answer).status_code == 302
    assert "La rue n’est plus nommée" in client.get(page("slip", code)).content.decode()


def test_keepers_print_one_slip_again_and_start_those_of_a_workshop(client, seat, code):
    atelier = seat.workshop.atelier
    client.force_login(MembershipFactory(atelier=atelier).account)

    one = client.post(page("slip_print", atelier.slug, seat.pk))
    client.post(page("slips_print", atelier.slug, seat.workshop_id))

    assert one.content.startswith(b"%PDF")
    assert Job.objects.get().arguments["workshop"] == seat.workshop_id
    assert seat.slip_codes.count() == 1


def test_nine_slips_take_two_pages(seat):
    seats = [seat, *(SeatFactory(workshop=seat.workshop) for _ in range(8))]

    pdf = slips_pdf(seat.workshop, seats, {one.pk: "ACDEFGHJKM" for one in seats}, "https://ici.example/")

    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 2 or b"/Count 2" in pdf


def test_lists_of_keepers_cost_the_same_queries_whatever_they_hold(client, seat, django_assert_max_num_queries):
    atelier = seat.workshop.atelier
    for _ in range(8):
        RemovalRequestFactory(seat=SeatFactory(workshop=seat.workshop))
    client.force_login(MembershipFactory(atelier=atelier).account)

    for name in ("slips", "removals"):
        with django_assert_max_num_queries(14):
            assert client.get(page(name, atelier.slug)).status_code == 200
