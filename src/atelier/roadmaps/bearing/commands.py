"""Writes on bearers: naming and asking them is for who writes the roadmap; confirming is for themselves alone."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.ateliers.enums import Role
from atelier.ateliers.models import Membership
from atelier.common.audit import Author, record
from atelier.common.mail import post_letter
from atelier.people.models import Account
from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.bearing.errors import (
    ActionMoved,
    BearerLeft,
    NoAddress,
    NotThemselves,
    SameBearer,
    SideTaken,
    WrongSide,
)
from atelier.roadmaps.bearing.models import Bearer
from atelier.roadmaps.plan.commitment import commitment_of
from atelier.roadmaps.plan.models import Action
from atelier.roadmaps.plan.needs import touch

OTHER_SIDE = {BearerKind.ELECTED: (Role.LEAD, Role.STATE), BearerKind.STATE: (Role.ELECTED,)}


@transaction.atomic
def name_bearer(
    action: Action,
    kind: str,
    *,
    name: str,
    function: str = "",
    email: str = "",
    account: Account | None = None,
    by: Author,
) -> Bearer:
    """Name who is to carry one side of an action; nothing is confirmed yet. Their account is found by the address.

    Raises SideTaken, SameBearer, WrongSide.
    """
    touch(action)
    email = email.strip().lower() or (account.email if account else "")
    account = account or (Account.objects.filter(email=email).first() if email else None)
    here = action.bearers.filter(left_at=None)
    if known := here.filter(kind=kind).first():
        raise SideTaken(name=known.name, action=action.name)
    if any((email and one.email == email) or (account and one.account_id == account.pk) for one in here):
        raise SameBearer
    if account and _sits_opposite(action, BearerKind(kind), account):
        raise WrongSide(name=name)
    bearer = Bearer(
        action=action, kind=kind, name=name.strip(), function=function.strip(), email=email, account=account
    )
    bearer.full_clean(exclude=["action", "account"])
    try:
        with transaction.atomic():
            bearer.save(force_insert=True)
    except IntegrityError as error:
        raise SideTaken(name=name, action=action.name) from error
    record("bearer.named", bearer, by=by, kind=kind, action=action.name)
    return bearer


@transaction.atomic
def ask_bearer(bearer: Bearer, *, base_url: str, by: Author) -> None:
    """Send the personal link; asked again the same day for the same words, no second letter leaves.

    Raises BearerLeft, NoAddress.
    """
    if bearer.left_at:
        raise BearerLeft(name=bearer.name)
    if not bearer.email:
        raise NoAddress(name=bearer.name)
    action, now = bearer.action, timezone.now()
    link = base_url.rstrip("/") + reverse("roadmaps:confirm", args=[bearer.key])
    with override("fr"):
        subject = _("Action %(action)s: will you carry it?") % {"action": action.name}
        text = _(
            "Hello %(name)s,\n\nIn the roadmap of “%(atelier)s”, you are named as bearer of this action:\n\n"
            "%(action)s – %(title)s\n\nRead it, and say whether you carry it. Nobody can say so in your place. This"
            " link is yours alone:\n%(link)s\n\nIf you were named by mistake, the same page lets you say so."
        ) % {
            "name": bearer.name,
            "atelier": action.roadmap.atelier.title,
            "action": action.name,
            "title": action.title,
            "link": link,
        }
    key = f"bearer:{bearer.pk}:{commitment_of(action)[:12]}:{timezone.localdate():%Y%m%d}"
    post_letter(bearer.email, subject, text, by=by, key=key, is_secret=True)
    bearer.asked_at = now
    bearer.save(update_fields=["asked_at"])
    record("bearer.asked", bearer, by=by, action=action.name)


@transaction.atomic
def confirm_bearing(bearer: Bearer, *, words: str = "", seen: str = "", by: Author) -> Bearer:
    """The bearer says that they carry the action as it stands. `seen`: the fingerprint of what they read.

    Raises NotThemselves (whoever else asks, whatever their role), BearerLeft, ActionMoved.
    """
    held = _own(bearer, by)
    touch(held.action)
    commitment = commitment_of(held.action)
    if seen and seen != commitment:
        raise ActionMoved(action=held.action.name)
    held.confirmed_at, held.confirmed_sha256, held.words = timezone.now(), commitment, words.strip()
    held.save(update_fields=["confirmed_at", "confirmed_sha256", "words"])
    record("bearer.confirmed", held, by=by, kind=held.kind, action=held.action.name)
    return held


@transaction.atomic
def take_back(bearer: Bearer, *, words: str = "", by: Author) -> Bearer:
    """The bearer confirms no more, and may say why. Raises NotThemselves, BearerLeft."""
    held = _own(bearer, by)
    touch(held.action)
    held.confirmed_at, held.confirmed_sha256, held.words = None, "", words.strip()
    held.save(update_fields=["confirmed_at", "confirmed_sha256", "words"])
    record("bearer.took_back", held, by=by, kind=held.kind, action=held.action.name)
    return held


@transaction.atomic
def leave_bearing(bearer: Bearer, *, by: Author) -> Bearer:
    """They carry the action no more: end of a term of office, another post. Their row stays, the action asks anew."""
    touch(bearer.action)
    if bearer.left_at is None:
        bearer.left_at = timezone.now()
        bearer.save(update_fields=["left_at"])
        record("bearer.left", bearer, by=by, kind=bearer.kind, action=bearer.action.name)
    return bearer


def is_themselves(bearer: Bearer, by: Author) -> bool:
    """Whether the author is this bearer, by their account or by their personal link."""
    refs = {bearer.author_ref}
    if bearer.account:
        refs.add(bearer.account.author_ref)
    return by.author_ref in refs


def _own(bearer: Bearer, by: Author) -> Bearer:
    if not is_themselves(bearer, by):
        raise NotThemselves(name=bearer.name)
    rows = Bearer.objects.of(bearer.action.roadmap.atelier_id).select_related("action__roadmap__atelier", "account")
    held: Bearer = rows.get(pk=bearer.pk)
    if held.left_at:
        raise BearerLeft(name=held.name)
    return held


def _sits_opposite(action: Action, kind: BearerKind, account: Account) -> bool:
    rows = Membership.objects.of(action.roadmap.atelier_id).filter(account=account)
    return rows.filter(role__in=OTHER_SIDE[kind]).exists()
