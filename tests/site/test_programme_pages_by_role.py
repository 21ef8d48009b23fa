"""Every page of calls and selection for every role of the programme, as docs/reference/pages.md says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from atelier.people.models import Account
from atelier.programme.calls.applying import invite_writer
from atelier.programme.calls.ideas import leave_idea
from atelier.programme.calls.models import Application, HeldText, Idea
from atelier.programme.calls.sending import submit_application
from atelier.programme.selection.commands import assign_reviewer, declare_conflict
from atelier.programme.selection.enums import Ability
from atelier.territories.models import Commune
from tests.factories.calls import PhaseFactory
from tests.factories.people import AccountFactory, MandateFactory
from tests.programme.calls.complete import ROOT, agent, complete_application, national
from tests.site.answers import answer_to
from tests.site.promises import asked_here, promises_to
from tests.site.test_pages_by_role import PAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dieppe_package")]


@dataclass
class World:
    """An application that was sent, in a call that is open and whose phase lets everybody do everything."""

    application: Application
    idea: Idea
    token: str
    people: dict[str, Account | None]


@pytest.fixture
def world() -> World:
    state, team = agent("76"), national()
    application = complete_application(state)
    submit_application(application, by=state, root=ROOT)
    everything = [one.value for one in Ability]
    PhaseFactory(call=application.call, lets={"state": everything, "reviewer": everything, "national": everything})
    reviewer, conflicted, invited = AccountFactory(), AccountFactory(), AccountFactory()
    assign_reviewer(application, reviewer, by=team)
    declare_conflict(assign_reviewer(application, conflicted, by=team), reason="Ma commune", by=conflicted)
    invite_writer(application, invited.email, by=state)
    idea, token = leave_idea(Commune.objects.get(), what="Une ferme", who="", email="maire@exemple.fr", root=ROOT)
    people = {
        "visitor": None,
        "account": AccountFactory(),
        "applicant": MandateFactory(organisation=application.holder).account,
        "co-writer": invited,
        "State of the territory": state,
        "State elsewhere": agent("47"),
        "reviewer": reviewer,
        "conflicted reviewer": conflicted,
        "national": team,
    }
    for account in people.values():  # a choice waits for each, so that its page exists
        if account:
            HeldText.objects.create(
                application=application, field="object.question", account=account, base=0, text="Autrement"
            )
    return World(application, idea, token, people)


ROLES = ["visitor", "account", "applicant", "co-writer", "State of the territory", "State elsewhere", "reviewer"]
ROLES += ["conflicted reviewer", "national"]
CALLS = {"calls", "call", "call_create", "call_edit", "call_publish", "application_begin"}
OF_THE_CALL = {*CALLS, "selection", "phases", "release"}
ARGUMENTS: dict[str, Callable[[World], list[Any]]] = {
    "section": lambda world: [world.application.slug, "object"],
    "choose": lambda world: [world.application.slug, "object.question"],
    "history": lambda world: [world.application.slug, "object.question"],
    "paper": lambda world: [world.application.slug, world.application.papers.first().pk],
    "paper_remove": lambda world: [world.application.slug, world.application.papers.first().pk],
    "writer_remove": lambda world: [world.application.slug, world.application.co_writers.get().pk],
    "version": lambda world: [world.application.slug, 1],
    "receipt": lambda world: [world.application.slug, 1],
    "judged_letter": lambda world: [world.application.slug, 1],
    "department_map": lambda world: ["76"],
    "idea_follow": lambda world: [world.token],
    "idea": lambda world: [world.idea.pk],
    "idea_take": lambda world: [world.idea.pk],
    "idea_close": lambda world: [world.idea.pk],
}


def address_of(name: str, world: World) -> str:
    short = name.removeprefix("programme:")
    if short in ARGUMENTS:
        return reverse(name, args=ARGUMENTS[short](world))
    slug = world.application.call.slug if short in OF_THE_CALL else world.application.slug
    return reverse(name, args=[slug] if PAGES[name] else [])


def signed_in(account: Account | None) -> Client:
    client = Client()
    if account:
        client.force_login(account)
    return client


@pytest.mark.parametrize(("method", "name", "promised"), promises_to(list(ROLES)), ids=lambda said: str(said)[:40])
def test_a_page_of_the_programme_answers_each_role_as_promised(world, method, name, promised):
    found, asked = {}, asked_here(dict(zip(ROLES, promised, strict=True)))
    for role in asked:
        with transaction.atomic():
            found[role] = answer_to(signed_in(world.people[role]), method, address_of(name, world))
            transaction.set_rollback(True)

    assert found == asked


def test_every_page_of_calls_and_selection_has_its_row():
    from atelier.programme.calls import urls as calls
    from atelier.programme.selection import urls as selection

    named = {f"programme:{one.name}" for one in [*calls.urlpatterns, *selection.urlpatterns]}

    assert {name for _method, name, _cells in promises_to(list(ROLES))} == named
