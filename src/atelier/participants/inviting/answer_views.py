"""What somebody invited sees, without an account: the day, their answer, their badge, what they agreed to."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from atelier.ateliers.viewer import viewer_of
from atelier.common.addresses import public_url
from atelier.common.qr import qr_svg
from atelier.participants.consents import present_wording
from atelier.participants.contacts.commands import say_consent
from atelier.participants.contacts.models import ConsentKind
from atelier.participants.inviting.commands import NEEDS
from atelier.participants.inviting.commands import answer as say_answer
from atelier.participants.inviting.forms import AnswerForm
from atelier.participants.inviting.letters import calendar_of
from atelier.participants.inviting.models import Invitation
from atelier.participants.inviting.queries import invitation_with_key
from atelier.participants.rules import can_welcome
from atelier.participants.welcoming.models import Attendance


@never_cache
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """The personal link. On the day, whoever keeps the door notes the arrival from here: it is the badge too."""
    invitation = invitation_with_key(key)
    form = AnswerForm(request.POST or None, instance=invitation_with_key(key), initial=_ticked(invitation))
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        say_answer(invitation, words["answer"], needs={name: words[name] for name in NEEDS}, by=invitation)
        for kind in ConsentKind.values:
            say_consent(invitation.contact, kind, is_given=words[f"agrees_{kind}"], by=invitation)
        messages.success(request, _("Thank you: your answer is kept. You can change it here until the day."))
        return redirect("participants:answer", key=key)
    gathering = invitation.gathering
    page = {
        "invitation": invitation,
        "gathering": gathering,
        "form": form,
        "agreements": [(form[f"agrees_{kind}"], present_wording(kind).words) for kind in ConsentKind.values],
        "keeps_door": can_welcome(viewer_of(request), gathering.atelier),
        "is_here": Attendance.objects.of(gathering.atelier_id)
        .filter(gathering=gathering, contact=invitation.contact, is_here=True)
        .exists(),
    }
    return render(request, "participants/answer.html", page, status=422 if form.errors else 200)


@never_cache
def consents(request: HttpRequest, key: str) -> HttpResponse:
    """What one agreed to, and taking it back, at any time; POST says it again."""
    invitation = invitation_with_key(key)
    if request.method == "POST":
        for kind in ConsentKind.values:
            say_consent(invitation.contact, kind, is_given=kind in request.POST, by=invitation)
        messages.success(request, _("What you agree to is kept."))
        return redirect("participants:consents", key=key)
    agreed = _agreed(invitation)
    page = {
        "invitation": invitation,
        "agreements": [
            (ConsentKind(kind), present_wording(kind).words, agreed.get(kind, False)) for kind in ConsentKind.values
        ],
        "history": invitation.contact.consents.all(),
    }
    return render(request, "participants/consents.html", page)


@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    """The day, for a telephone's calendar."""
    invitation = invitation_with_key(key)
    link = public_url(request, reverse("participants:answer", args=[key]))
    name = content_disposition_header(True, "rencontre.ics") or ""
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    body = calendar_of(invitation.gathering, link)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def badge(request: HttpRequest, key: str) -> HttpResponse:
    """The personal link as a QR code, to be shown at the door."""
    invitation_with_key(key)
    body = qr_svg(public_url(request, reverse("participants:answer", args=[key])))
    return HttpResponse(body, content_type="image/svg+xml", headers={"Cache-Control": "private, max-age=3600"})


def _ticked(invitation: Invitation) -> dict[str, bool]:
    return {f"agrees_{kind}": is_given for kind, is_given in _agreed(invitation).items()}


def _agreed(invitation: Invitation) -> dict[str, bool]:
    """kind → the last word said of it."""
    return dict(invitation.contact.consents.values_list("kind", "is_given"))
