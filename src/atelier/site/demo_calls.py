"""The calls of the demonstration's year: four applications January to May 2026; a draft, and an idea that waits.

People and words are invented, and the screens say so; the territories are real. Everything goes through the commands
people use; the dates of the story are then put in their place.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from atelier.common.kinds import PDF
from atelier.common.models import Letter
from atelier.engines.typesetting.typeset import typeset_pdf
from atelier.people.commands import create_account, create_organisation, give_mandate
from atelier.people.enums import OrganisationKind
from atelier.people.models import Account, Organisation
from atelier.programme.calls.applying import attach_paper, begin_application, set_territory
from atelier.programme.calls.commands import Judged, change_call, create_call, publish_call, set_criteria
from atelier.programme.calls.ideas import leave_idea
from atelier.programme.calls.models import Application, ApplicationVersion, Call, Idea, Revision
from atelier.programme.calls.sending import submit_application
from atelier.programme.calls.writing import save_field
from atelier.programme.selection.commands import assign_reviewer, decide, give_marks, give_opinion, say_remark
from atelier.programme.selection.models import Decision, Opinion, Release, Remark, Review
from atelier.programme.selection.phases import lay_phases
from atelier.programme.selection.releasing import release_results
from atelier.site.demo_people import HOUSE, PASSWORD, PEOPLE, demo_account
from atelier.territories.models import Commune

Said = dict[str, Any]
HERE = Path(__file__).parent
LETTER, WORDS = HERE / "demo_letter.typ", HERE / "demo_calls.json"
ROOT = "http://localhost:8000"
OPENS, CLOSES, SENT = "2026-01-12 09:00", "2026-03-27 18:00", "2026-03-24 16:00"
OPINED, READ, DECIDED, RELEASED = "2026-04-07 11:00", "2026-04-23 15:00", "2026-05-11 10:00", "2026-05-12 09:00"
IDEA_LEFT = "2026-11-19 21:00"
REVIEWERS = (
    ("lectrice", "Inès (paysagiste-conseil)", "Paysagistes-conseils de l’État (personne inventée)"),
    ("lecteur", "Paul (CEREMA)", "CEREMA (personne inventée)"),
)


@transaction.atomic
def make_calls() -> None:
    """The whole story, once."""
    if Call.objects.filter(is_demo=True).exists():
        return
    for key in PEOPLE:
        demo_account(key)
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    calls, papers = words["calls"], _papers(words["letters"])
    for key in ("national", "wave"):
        call = _call(calls[key], words["criteria"])
        for said in calls[key]["applications"]:
            _judge(_sent(call, said, papers), said)
        release_results(call, by=demo_account("nationale"), root=ROOT)
        _dated(call)
    _draft(_call(calls["open"], words["criteria"], is_over=False), words["draft"])
    _idea(words["idea"])
    Letter.objects.filter(to__endswith=".example").delete()  # of people who are not: nobody waits for them


def _call(said: Said, criteria: list[Said], *, is_over: bool = True) -> Call:
    """Open while the story is told; `_dated` closes it where it is over."""
    national = demo_account("nationale")
    facts = {name: said[name] for name in ("title", "kind", "summary")}
    text = "L’appel, les candidatures et les avis de cette démonstration sont inventés\u00a0; les lieux sont réels."
    call = create_call(**facts, text=text, opens_at=_at(OPENS), is_demo=True, by=national)
    set_criteria(call, [Judged(**one) for one in criteria], by=national)
    publish_call(call, by=national)
    lay_phases(call, by=national, closes_at=_at(CLOSES) if is_over else timezone.now())
    return call


def _sent(call: Call, said: Said, papers: list[SimpleUploadedFile]) -> Application:
    agent, holder = demo_account(said["agent"]), _holder(*said["holder"])
    application = begin_application(call, title=said["title"], holder=holder, by=agent)
    Application.objects.filter(pk=application.pk).update(slug=said["slug"], kind=said["kind"])
    application.refresh_from_db()
    set_territory(application, communes=said["communes"], epcis=said["epcis"], by=agent)
    for field, text in said["texts"].items():
        save_field(application, field, text, base=0, by=agent)
    for kind, paper in zip(("commitment", "support"), papers, strict=True):
        paper.seek(0)
        signed = "Service de l’État" if kind == "commitment" else holder.name
        attach_paper(application, paper, kind=kind, signed_by=signed, by=agent)
    submit_application(application, by=agent, root=ROOT)
    application.refresh_from_db()
    return application


def _judge(application: Application, said: Said) -> None:
    agent, national, judged = demo_account(said["agent"]), demo_account("nationale"), said["judged"]
    opinion = {"favour": judged["favour"], "rank": judged["rank"], "reasons": judged["opinion"]}
    give_opinion(application, agent.mandates.get().organisation, **opinion, by=agent)
    criteria = list(application.call.criteria.all())
    for person, marks, summary in zip(REVIEWERS, judged["marks"], judged["summaries"], strict=True):
        reviewer = _reviewer(*person)
        review = assign_reviewer(application, reviewer, by=national)
        given = {criterion.pk: (mark, "") for criterion, mark in zip(criteria, marks, strict=True)}
        give_marks(review, given, summary=summary, by=reviewer, is_done=True)
    say_remark(application, "Les deux lectures se rejoignent\u00a0; on retient.", by=national)
    decide(application, outcome=judged["outcome"], reasons=judged["reasons"], by=national)


def _draft(call: Call, said: Said) -> None:
    """A note under way in Seine-Maritime; two agents have just changed the same field."""
    brice, nadia = demo_account("ddtm"), demo_account("ddtm2")
    holder = _holder(OrganisationKind.COMMUNE, "Criel-sur-Mer", "76192")
    application = begin_application(call, title=said["title"], holder=holder, by=brice)
    for field, text in said["texts"].items():
        save_field(application, field, text, base=0, by=brice)
    save_field(application, "object.question", said["theirs"], base=1, by=nadia)
    save_field(application, "object.question", said["mine"], base=1, by=brice)


def _idea(said: Said) -> None:
    commune = Commune.objects.get(code="76565")
    leave_idea(commune, **said, email="maire@atelier.example", root=ROOT, is_demo=True)
    Idea.objects.filter(is_demo=True).update(created_at=_at(IDEA_LEFT))


def _dated(call: Call) -> None:
    """Each thing at its date in the story."""
    change_call(call, closes_at=_at(CLOSES), results_on=_at(RELEASED).date(), by=HOUSE)
    applications = Application.objects.filter(call=call)
    versions = ApplicationVersion.objects.filter(application__in=applications)
    versions.update(submitted_at=_at(SENT))
    Revision.objects.filter(application__in=applications).update(saved_at=_at(SENT) - dt.timedelta(days=9))
    Opinion.objects.filter(application__in=applications).update(written_at=_at(OPINED))
    Review.objects.filter(application__in=applications).update(done_at=_at(READ), assigned_at=_at(OPINED))
    Remark.objects.filter(application__in=applications).update(said_at=_at(DECIDED))
    Decision.objects.filter(application__in=applications).update(decided_at=_at(DECIDED))
    Release.objects.filter(call=call).update(released_at=_at(RELEASED))


def _holder(kind: str, name: str, territory: str) -> Organisation:
    return create_organisation(kind, name, territory=territory, by=HOUSE)


def _reviewer(key: str, name: str, organisation: str) -> Account:
    email = f"{key}@atelier.example"
    found: Account | None = Account.objects.filter(email=email).first()
    if found:
        return found
    account = create_account(email, name=name, password=PASSWORD, by=HOUSE)
    give_mandate(account, create_organisation(OrganisationKind.OPERATOR, organisation, by=HOUSE), by=HOUSE)
    return account


def _papers(letters: list[Said]) -> list[SimpleUploadedFile]:
    """A commitment letter and a support letter, the same for all: they say that they are invented."""
    invented = "Cette lettre appartient à la démonstration\u00a0: elle n’a été signée par personne."
    made = [typeset_pdf(LETTER, {"title": one["title"], "parts": [one["words"], invented]}) for one in letters]
    return [SimpleUploadedFile(one["name"], pdf, PDF) for one, pdf in zip(letters, made, strict=True)]


def _at(moment: str) -> dt.datetime:
    """The hour in France."""
    return timezone.make_aware(dt.datetime.fromisoformat(moment))
