"""Writes on ateliers, workshops and seats: one function, one transaction, one audit row."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from atelier.ateliers.codes import code_hash, new_code
from atelier.ateliers.enums import Role, WorkshopKind
from atelier.ateliers.events import RoleChanged, SeatGivenAgain, SeatRemoved, StepAdded
from atelier.ateliers.models import AccessToken, Atelier, Membership, Seat, SeatKey, Step, Workshop
from atelier.ateliers.rules import KEEPERS
from atelier.ateliers.tokens import new_secret, secret_hash
from atelier.common.audit import Author, record
from atelier.common.errors import DomainError
from atelier.common.events import publish
from atelier.people.models import Account

KEY_LENGTH, KEY_LIFE = 8, timedelta(minutes=10)
USE_NOTED_EVERY = timedelta(minutes=1)


class SeatKeyWrong(DomainError):
    code = "seat_key_wrong"
    message = _("This code is not valid, or no longer. Ask for a new one.")


class LastKeeper(DomainError):
    code = "last_keeper"
    http_status = HTTPStatus.CONFLICT
    message = _("Somebody must keep the atelier: give the role to another first.")


class LastLead(DomainError):
    code = "last_lead"
    http_status = HTTPStatus.CONFLICT
    message = _("Name another contracting authority first: an atelier always answers to somebody.")


@transaction.atomic
def create_atelier(
    slug: str, *, title: str, kind: str, territory: str, site: str, by: Author, is_demo: bool = False
) -> Atelier:
    atelier = Atelier(slug=slug, title=title, kind=kind, territory=territory, site=site, is_demo=is_demo)
    atelier.full_clean()
    atelier.save()
    record("atelier.created", atelier, by=by)
    return atelier


@transaction.atomic
def give_role(atelier: Atelier, account: Account, *, role: Role | str, by: Author) -> Membership:
    """The account's only role in the atelier, from now on. Raises LastKeeper, LastLead."""
    _require_others(atelier.pk, account.pk, role)
    membership, _created = Membership.objects.of(atelier).update_or_create(
        account=account, defaults={"role": role}, create_defaults={"atelier": atelier, "role": role}
    )
    record("atelier.role_given", membership, by=by, role=role)
    publish(RoleChanged(atelier.pk))
    return membership


@transaction.atomic
def end_role(membership: Membership, *, by: Author) -> None:
    """The account has no role in the atelier any more; what it drew and wrote stays. Raises LastKeeper, LastLead."""
    _require_others(membership.atelier_id, membership.account_id, None)
    record("atelier.role_ended", membership, by=by, role=membership.role)
    publish(RoleChanged(membership.atelier_id))
    membership.delete()


def _require_others(atelier_pk: int, account_pk: int, role: Role | str | None) -> None:
    """Once the account has this role, or none: somebody still keeps the atelier, and it still answers to one."""
    if role == Role.LEAD:
        return
    keepers = list(Membership.objects.of(atelier_pk).filter(role__in=KEEPERS).select_for_update())
    if role not in KEEPERS and {keeper.account_id for keeper in keepers} == {account_pk}:
        raise LastKeeper
    if {keeper.account_id for keeper in keepers if keeper.role == Role.LEAD} == {account_pk}:
        raise LastLead


@transaction.atomic
def plan_workshop(
    atelier: Atelier, *, title: str, by: Author, kind: str = WorkshopKind.FIELD, held_on: date | None = None
) -> Workshop:
    """A workshop more in the atelier, after those already there."""
    ordinal = Workshop.objects.of(atelier).count() + 1
    workshop = Workshop(atelier=atelier, title=title, kind=kind, held_on=held_on, ordinal=ordinal)
    workshop.full_clean()
    workshop.save()
    record("workshop.planned", workshop, by=by)
    return workshop


@transaction.atomic
def add_step(workshop: Workshop, *, title: str, by: Author) -> Step:
    step = Step.everywhere.create(workshop=workshop, title=title, ordinal=workshop.steps.count() + 1)
    record("step.added", step, by=by)
    publish(StepAdded(workshop.atelier_id, step.pk))
    return step


@transaction.atomic
def take_seat(workshop: Workshop, *, name: str, college: str, by: Author, account: Account | None = None) -> Seat:
    """A new seat; the person consented on the form that called this."""
    seat = Seat(workshop=workshop, name=name.strip(), college=college, account=account, consented_at=timezone.now())
    seat.full_clean()
    seat.save()
    record("seat.taken", seat, by=by, college=college)
    return seat


@transaction.atomic
def open_voice(workshop: Workshop, *, name: str, college: str, consent_words: str, scribe: Seat) -> Seat:
    """A seat for someone without a screen, who agreed aloud to these words before this scribe."""
    seat = Seat(
        workshop=workshop,
        name=name.strip(),
        college=college,
        consented_at=timezone.now(),
        opened_by=scribe,
        consent_words=consent_words,
    )
    seat.full_clean()
    seat.save()
    record("seat.opened_for", seat, by=scribe, college=college, consent_words=consent_words)
    return seat


@transaction.atomic
def make_seat_key(seat: Seat, *, by: Author) -> str:
    """A code that opens this seat once on another screen. Earlier unused codes stop working."""
    now = timezone.now()
    seat.keys.filter(used_at=None).update(expires_at=now)
    code = new_code(KEY_LENGTH)
    SeatKey.everywhere.create(seat=seat, code_hash=code_hash(code), expires_at=now + KEY_LIFE)
    record("seat.key_made", seat, by=by)
    return code


@transaction.atomic
def use_seat_key(code: str, *, by: Author) -> Seat:
    """The seat this code opens. Raises SeatKeyWrong when unknown, used or too old."""
    now = timezone.now()
    # everywhere: whoever types a code has no atelier yet
    keys = SeatKey.everywhere.filter(code_hash=code_hash(code), used_at=None, expires_at__gt=now)
    key = keys.select_related("seat__workshop").filter(seat__removed_at=None).first()
    if key is None or not keys.update(used_at=now):
        raise SeatKeyWrong
    record("seat.key_used", key.seat, by=by)
    return key.seat


@transaction.atomic
def give_seat_again(seat: Seat, *, by: Author) -> None:
    """A removed seat sits down again, with its name and its traces."""
    seat.removed_at = None
    seat.save(update_fields=["removed_at"])
    record("seat.given_again", seat, by=by)
    publish(SeatGivenAgain(seat.pk))


@transaction.atomic
def remove_seat(seat: Seat, *, by: Author) -> None:
    """The seat loses its rights; what it said and drew stays, attributed."""
    seat.removed_at = timezone.now()
    seat.save(update_fields=["removed_at"])
    record("seat.removed", seat, by=by)
    publish(SeatRemoved(seat.pk))


@transaction.atomic
def make_access_token(
    atelier: Atelier, *, name: str, account: Account | None, by: Author, expires_at: datetime | None = None
) -> tuple[AccessToken, str]:
    """A token that reads the atelier's tables, and its secret, which nobody will see again."""
    secret = new_secret()
    token = AccessToken(
        atelier=atelier, name=name.strip(), made_by=account, token_hash=secret_hash(secret), expires_at=expires_at
    )
    token.full_clean()
    token.save()
    record("access_token.made", token, by=by, name=token.name)
    return token, secret


@transaction.atomic
def revoke_access_token(token: AccessToken, *, by: Author) -> None:
    """The token opens nothing any more; its line stays."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record("access_token.revoked", token, by=by, name=token.name)


def note_use(token: AccessToken) -> None:
    """Remember that the token served, at most once a minute. Not audited: reading is not a write."""
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY:
        AccessToken.objects.of(token.atelier_id).filter(pk=token.pk).update(last_used_at=now)


@transaction.atomic
def show_names(workshop: Workshop, *, shows_names: bool, by: Author) -> None:
    """Whether others than keepers are told who is who, from now on."""
    workshop.shows_names = shows_names
    workshop.save(update_fields=["shows_names"])
    record("workshop.names_shown" if shows_names else "workshop.names_hidden", workshop, by=by)


def free_slug(title: str) -> str:
    """A slug nobody has, from a title."""
    stem, number = slugify(title)[:40] or "atelier", 1
    slug = stem
    while Atelier.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug
