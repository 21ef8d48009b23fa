"""The vision: two hands on one draft, words that freeze, where each sentence comes from."""

import pytest
from django.test import Client
from django.urls import reverse

from atelier.common.audit import System
from atelier.contributions.cards.commands import Said, node_of, write_card
from atelier.contributions.lineage.nodes import tell_nodes
from atelier.contributions.lineage.walking import reached_from
from atelier.synthesis.models import VisionText
from atelier.synthesis.vision.citing import cited_numbers, paragraphs_of, plain_words
from atelier.synthesis.vision.commands import (
    adopt_vision,
    begin_vision,
    move_principle,
    propose_vision,
    sha256_of,
    vision_node,
    write_vision,
)
from atelier.synthesis.vision.errors import CardUnknown, DraftStands, NotProposed, VisionEmpty, VisionFrozen
from atelier.synthesis.vision.queries import principle_cards, principles_of, sourced_paragraphs, standing_vision
from tests.factories.ateliers import AtelierFactory, MembershipFactory
from tests.factories.people import AccountFactory

pytestmark = pytest.mark.django_db
BY = System()


def card(atelier, text="Le rivage recule", kind="finding"):
    return write_card(atelier, Said(kind=kind, text=text), by=BY)


def test_a_text_says_which_words_come_from_which_cards():
    text = "Le rivage bouge [C-1, C-3]. Nous bougeons avec lui [c-2].\n\nEnsemble."

    first, second = paragraphs_of(text)

    assert cited_numbers(text) == [1, 3, 2]
    assert [(one.words, one.cards) for one in first.passages] == [
        ("Le rivage bouge", ("C-1", "C-3")),
        (". Nous bougeons avec lui", ("C-2",)),
        (".", ()),
    ]
    assert second.cards == []
    assert plain_words(text) == "Le rivage bouge. Nous bougeons avec lui.\n\nEnsemble."


def test_what_is_proposed_is_frozen_and_walked_back_to_its_cards():
    atelier = AtelierFactory()
    finding, principle = card(atelier), card(atelier, "Ne rien figer", "principle")
    draft = begin_vision(atelier, title="Vivre avec", text="Le rivage bouge [C-1].", by=BY)

    proposed = propose_vision(draft, by=BY)

    assert proposed.content["cards"] == [
        {"name": "C-1", "kind": "finding", "text": "Le rivage recule", "id": str(finding.pk)}
    ]
    assert proposed.content["principles"] == [{"name": "C-2", "text": principle.text}]
    assert proposed.sha256 == sha256_of(proposed)
    assert reached_from(atelier, [node_of(finding)]) == {vision_node(proposed)}
    assert tell_nodes(atelier, [vision_node(proposed)])[vision_node(proposed)].text == "Le rivage bouge."
    with pytest.raises(VisionFrozen):
        write_vision(proposed, title="Autre", text="Autre", base=1, by=BY)


def test_the_fingerprint_tells_one_letter_changed():
    atelier = AtelierFactory()
    proposed = propose_vision(begin_vision(atelier, title="Vivre avec", text="Le rivage bouge.", by=BY), by=BY)

    proposed.content["text"] = "Le rivage bouge!"

    assert sha256_of(proposed) != proposed.sha256


def test_two_hands_on_one_draft_lose_nothing():
    atelier = AtelierFactory()
    odile, remi = AccountFactory(), AccountFactory()
    draft = begin_vision(atelier, title="Vivre avec", text="Le rivage bouge.", by=BY)

    first = write_vision(draft, title="Vivre avec", text="Le rivage bouge. Nous aussi.", base=1, by=odile)
    second = write_vision(draft, title="Vivre avec", text="Demain, le rivage bouge.", base=1, by=remi)

    assert (first.held, first.version.revision) == (None, 2)
    assert (second.held.text, second.version.text) == ("Demain, le rivage bouge.", "Le rivage bouge. Nous aussi.")
    again = write_vision(draft, title="Vivre avec", text="Demain, le rivage bouge. Nous aussi.", base=2, by=remi)
    assert (again.held, again.version.revision) == (None, 3)
    assert VisionText.objects.of(atelier).filter(revision=0, settled_at=None).count() == 0
    assert VisionText.objects.of(atelier).count() == 4


def test_a_vision_that_is_not_ready_is_refused_with_a_sentence():
    atelier = AtelierFactory()
    draft = begin_vision(atelier, by=BY)

    with pytest.raises(DraftStands):
        begin_vision(atelier, by=BY)
    with pytest.raises(VisionEmpty):
        propose_vision(draft, by=BY)
    with pytest.raises(NotProposed):
        adopt_vision(draft, by=BY)
    with pytest.raises(CardUnknown):
        write_vision(draft, title="Vivre avec", text="Dit par personne [C-9].", base=1, by=BY)


def test_the_last_adopted_version_holds_and_says_which_it_replaced():
    atelier = AtelierFactory()
    first = adopt_vision(propose_vision(begin_vision(atelier, title="Un", text="Un.", by=BY), by=BY), by=BY)
    draft = begin_vision(atelier, after=first, text="Deux.", by=BY)
    assert standing_vision(atelier) == first

    second = adopt_vision(propose_vision(draft, by=BY), where="Comité de pilotage", by=BY)

    assert (second.title, second.number, standing_vision(atelier)) == ("Un", 2, second)
    assert reached_from(atelier, [vision_node(first)]) == {vision_node(second)}


def test_principles_keep_the_order_they_are_given():
    atelier = AtelierFactory()
    one, two, three = (card(atelier, text, "principle") for text in ("Un", "Deux", "Trois"))

    move_principle(three, up=True, by=BY)
    move_principle(one, up=True, by=BY)

    assert list(principle_cards(atelier)) == [one, three, two]


def test_principles_and_paragraphs_are_read_in_as_many_queries_whatever_their_number(django_assert_num_queries):
    atelier = AtelierFactory()
    for _ in range(3):
        source = card(atelier)
        write_card(atelier, Said(kind="principle", text="Ne rien figer"), by=BY, sources=[node_of(source)])
    draft = begin_vision(atelier, title="Vivre avec", text="Un [C-1].\n\nDeux [C-3].\n\nTrois [C-5].", by=BY)

    with django_assert_num_queries(3):
        found = principles_of(atelier)
    with django_assert_num_queries(1):
        paragraphs = sourced_paragraphs(draft)

    assert [len(one.origins) for one in found] == [1, 1, 1]
    assert [[name for name, _told in one.sources] for one in paragraphs] == [["C-1"], ["C-3"], ["C-5"]]


# Through the door people use


@pytest.fixture
def writer():
    """Somebody of the team, at work."""
    membership = MembershipFactory(atelier__slug="ici", role="team")
    client = Client()
    client.force_login(membership.account)
    return client, membership


def test_the_team_writes_a_vision_and_proposes_it(writer):
    client, membership = writer
    card(membership.atelier)
    address = client.post(reverse("synthesis:vision_begin", args=["ici"]))["Location"]

    answer = client.post(address, {"title": "Vivre avec", "text": "Le rivage bouge [C-1].", "base": 1}, follow=True)

    assert "Le rivage recule" in answer.text
    pk = standing_pk(membership.atelier)
    answer = client.post(reverse("synthesis:vision_propose", args=["ici", pk]), follow=True)
    assert "Empreinte" in answer.text
    assert client.post(reverse("synthesis:vision_adopt", args=["ici", pk])).status_code == 403
    assert "Vivre avec" in client.get(reverse("synthesis:vision", args=["ici"])).text


def test_who_came_second_reads_both_texts_and_saves_again(writer):
    client, membership = writer
    draft = begin_vision(membership.atelier, title="Vivre avec", text="Le rivage bouge.", by=BY)
    write_vision(draft, title="Vivre avec", text="Le rivage bouge. Nous aussi.", base=1, by=BY, by_name="Odile")
    address = reverse("synthesis:vision_write", args=["ici", draft.pk])

    answer = client.post(address, {"title": "Vivre avec", "text": "Demain, le rivage bouge.", "base": 1})

    assert answer.status_code == 409
    assert "Demain, le rivage bouge. Nous aussi.</textarea>" in answer.text
    assert 'name="base" value="2"' in answer.text
    assert "Odile" in answer.text


def test_differences_are_read_word_by_word(writer):
    client, membership = writer
    first = propose_vision(begin_vision(membership.atelier, title="Un", text="Le rivage bouge.", by=BY), by=BY)
    second = begin_vision(membership.atelier, after=first, text="Le rivage avance.", by=BY)

    answer = client.get(reverse("synthesis:vision_differences", args=["ici", second.pk, first.pk]))

    assert ">retiré\u00a0:" in answer.text
    assert "bouge</del>" in answer.text
    assert "avance</ins>" in answer.text


def test_an_unknown_card_comes_back_with_the_words(writer):
    client, membership = writer
    draft = begin_vision(membership.atelier, title="Un", text="Un.", by=BY)

    answer = client.post(
        reverse("synthesis:vision_write", args=["ici", draft.pk]), {"title": "Un", "text": "Un [C-9].", "base": 1}
    )

    assert (answer.status_code, "C-9" in answer.text, "Un [C-9]." in answer.text) == (422, True, True)


def test_a_principle_is_written_with_its_sources_and_moved(writer):
    client, membership = writer
    card(membership.atelier)

    for text in ("Ne rien figer", "Commencer petit"):
        client.post(reverse("synthesis:principle_add", args=["ici"]), {"text": text, "sources": "C-1"})
    last = principle_cards(membership.atelier).last()
    client.post(reverse("synthesis:principle_move", args=["ici", last.pk]), {"up": "1"})

    assert [one.text for one in principle_cards(membership.atelier)] == ["Commencer petit", "Ne rien figer"]
    refused = client.post(reverse("synthesis:principle_add", args=["ici"]), {"text": "Trois", "sources": "C-77"})
    assert (refused.status_code, "C-77" in refused.text) == (422, True)


def standing_pk(atelier):
    return atelier.vision_versions.get().pk
