"""The light door: an idea comes without an account, goes to the State service of its department, and is answered."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from atelier.common.audit import Author, System, record
from atelier.common.mail import post_letter
from atelier.people.models import Account
from atelier.programme.calls.applying import begin_application, set_territory
from atelier.programme.calls.correspondence import people_of, services_of
from atelier.programme.calls.dated import limits
from atelier.programme.calls.enums import IdeaState
from atelier.programme.calls.errors import IdeaTaken, TooManyIdeas
from atelier.programme.calls.models import Application, Call, Idea
from atelier.programme.calls.writing import save_field
from atelier.territories.models import Commune

HOUSE = System()
INTO = {"what": "object.question", "who": "holders.partners"}  # an answer → the field of the note it begins


@transaction.atomic
def leave_idea(
    commune: Commune, *, what: str, who: str, email: str, root: str, is_demo: bool = False
) -> tuple[Idea, str]:
    """An idea about a commune, and the token of the link that follows it. Raises TooManyIdeas.

    The acknowledgement repeats nothing of what was typed: nobody can send their words to others through this door.
    """
    address = email.strip().lower()
    since = timezone.now() - timedelta(days=1)
    if Idea.objects.filter(email=address, created_at__gte=since).count() >= limits().to_one_email_a_day:
        raise TooManyIdeas
    token = secrets.token_urlsafe(24)
    idea = Idea(
        commune=commune.code,
        commune_name=commune.name,
        department=commune.department_id,
        region=commune.region_id or "",
        answers={"what": what.strip(), "who": who.strip()},
        email=address,
        token_hash=token_hash(token),
        is_demo=is_demo,
    )
    idea.full_clean()
    idea.save()
    record("idea.left", idea, by=HOUSE, commune=commune.code)
    _acknowledge(idea, root + reverse("programme:idea_follow", args=[token]))
    _tell_service(idea, root + reverse("programme:idea", args=[idea.pk]))
    return idea, token


@transaction.atomic
def take_idea(idea: Idea, call: Call, *, title: str, by: Account, root: str) -> Application:
    """An agent makes a draft of it, answers put where they belong. Raises IdeaTaken, CallNotOpen."""
    _answer(idea, IdeaState.TAKEN, by=by)
    application = begin_application(call, title=title, by=by, department=idea.department)
    set_territory(application, communes=[idea.commune], epcis=[], by=by)
    for answer, field in INTO.items():
        save_field(application, field, idea.answers[answer], base=0, by=by)
    idea.application = application
    idea.save(update_fields=["application"])
    record("idea.taken", idea, by=by, application=application.slug)
    text = _("%(name)s, of the State service, has taken up your idea for %(commune)s and makes an application of it.")
    words = {"name": by.name, "commune": idea.commune_name}
    _write_back(idea, text % words + "\n\n" + _("You will be called to write it together."), by=by)
    return application


@transaction.atomic
def close_idea(idea: Idea, *, reply: str, by: Account) -> None:
    """An answer in words, without an application. Raises IdeaTaken."""
    idea.reply = reply.strip()
    _answer(idea, IdeaState.CLOSED, by=by)
    record("idea.closed", idea, by=by)
    words = {"name": by.name, "commune": idea.commune_name, "reply": idea.reply}
    _write_back(idea, _("%(name)s, of the State service, answers about %(commune)s:\n\n%(reply)s") % words, by=by)


def idea_followed(token: str) -> Idea | None:
    """The idea whose link holds this token."""
    return Idea.objects.select_related("application__call").filter(token_hash=token_hash(token)).first()


def token_hash(token: str) -> str:
    return salted_hmac("atelier.ideas", token, algorithm="sha256").hexdigest()


def _answer(idea: Idea, state: str, *, by: Account) -> None:
    """The first who answers does; the other is told who it was."""
    facts = {"state": state, "taken_by": by, "answered_at": timezone.now(), "reply": idea.reply}
    if not Idea.objects.filter(pk=idea.pk, state=IdeaState.WAITING).update(**facts):
        there = Idea.objects.select_related("taken_by").get(pk=idea.pk)
        raise IdeaTaken(name=there.taken_by.name if there.taken_by else _("Somebody"))
    idea.refresh_from_db()


def _acknowledge(idea: Idea, url: str) -> None:
    words = {"commune": idea.commune_name, "url": url}
    text = _(
        "Your idea for %(commune)s has arrived. It goes to the State service of your department, which will write to "
        "you. What becomes of it can be followed here, without an account; keep this link for yourself:\n\n%(url)s"
    )
    subject = _("Your idea for %(commune)s has arrived") % words
    post_letter(idea.email, subject, text % words, by=HOUSE, key=f"idea:{idea.pk}:arrived", is_secret=True)


def _tell_service(idea: Idea, url: str) -> None:
    services = services_of(idea.department, idea.region)
    addresses = [one.email for one in services] + [account.email for account in people_of(services)]
    words = {"commune": idea.commune_name, "url": url}
    subject = _("An idea for %(commune)s") % words
    text = _("Somebody left an idea for %(commune)s, without the means to answer a call. It waits for you: %(url)s")
    for address in dict.fromkeys(filter(None, addresses)):
        post_letter(address, subject, text % words, by=HOUSE, key=f"idea:{idea.pk}:{address}")


def _write_back(idea: Idea, text: str, *, by: Author) -> None:
    subject = _("Your idea for %(commune)s") % {"commune": idea.commune_name}
    post_letter(idea.email, subject, text, by=by, key=f"idea:{idea.pk}:answered")
