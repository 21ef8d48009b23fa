"""Writing an application together: every text is kept, and a change made on an older text is held, never lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from atelier.common.audit import record
from atelier.engines.wording.merge import merge, merged_text
from atelier.people.models import Account
from atelier.programme.calls.dated import limits
from atelier.programme.calls.errors import ApplicationSettled, FieldUnknown, TextTooLong
from atelier.programme.calls.models import Application, HeldText, Presence, Revision
from atelier.programme.calls.rules import SETTLED
from atelier.programme.calls.sections import Field, field_of


@dataclass(frozen=True)
class Saved:
    """What became of a text. `held`: somebody changed the field meanwhile (to `revision`), and this text waits."""

    field: Field
    revision: Revision | None
    held: HeldText | None = None

    @property
    def number(self) -> int:
        return self.revision.number if self.revision else 0

    @property
    def text(self) -> str:
        return self.revision.text if self.revision else ""


def locked(application: Application) -> Application:
    """The row as it is now, held until the end of the transaction. Raises ApplicationSettled."""
    row = Application.objects.select_for_update(of=("self",)).select_related("call__form").get(pk=application.pk)
    if row.state in SETTLED:
        raise ApplicationSettled
    return row


@transaction.atomic
def save_field(application: Application, name: str, text: str, *, base: int, by: Account) -> Saved:
    """A text for a field, written on revision `base` of it (0: on nothing).

    Where another revision came between and says something else, the text is held for its author to choose
    (`settle_field`). Raises FieldUnknown, TextTooLong, ApplicationSettled.
    """
    row = locked(application)
    field = known_field(row, name)
    text = _within(field, text)
    last = _last(row, name)
    if text == (last.text if last else ""):
        return Saved(field, last)
    if last and last.number != base:
        held, _created = HeldText.objects.update_or_create(
            application=row, field=name, account=by, defaults={"base": min(base, last.number), "text": text}
        )
        return Saved(field, last, held)
    return Saved(field, _written(row, field, text, last, by))


@transaction.atomic
def settle_field(
    application: Application, name: str, text: str, *, base: int, by: Account, is_typed: bool = False
) -> Saved:
    """What the author of a held text chose, having read revision `base`; their own text enters the history either way.

    Where yet another revision came since, it is held again (`is_typed`: with the words just typed).
    """
    row = locked(application)
    field, last = known_field(row, name), _last(row, name)
    text = _within(field, text)
    held = row.held_texts.filter(field=name, account=by).first()
    if held and last and last.number != base and text != last.text:
        if is_typed:
            held.text, held.base = text, base
            held.save()
        return Saved(field, last, held)
    now = last.text if last else ""
    if held and held.text not in {text, now}:
        last = _written(row, field, held.text, last, by)
    if text != (last.text if last else ""):
        last = _written(row, field, text, last, by)
    row.held_texts.filter(field=name, account=by).delete()
    record("application.merged", row, by=by, field=name, revision=last.number if last else 0)
    return Saved(field, last)


def both_texts(held: HeldText, last: Revision | None) -> str:
    """The two changes of one text, together."""
    began = Revision.objects.filter(application=held.application_id, field=held.field, number=held.base).first()
    return merged_text(merge(began.text if began else "", held.text, last.text if last else ""))


def known_field(application: Application, name: str) -> Field:
    field = field_of(application.call.form, name)
    if field is None:
        raise FieldUnknown
    return field


def note_presence(application: Application, account: Account, field: str = "") -> None:
    """Somebody has the page open, in this field. Not audited: looking is not a write."""
    facts = {"field": field[:80], "seen_at": timezone.now()}
    Presence.objects.update_or_create(application=application, account=account, defaults=facts)


def others_in(application: Application, account: Account) -> list[Presence]:
    """Who else has it open now."""
    since = timezone.now() - timedelta(seconds=limits().presence_seconds)
    rows = application.presences.filter(seen_at__gte=since).exclude(account=account)
    return list(rows.select_related("account").order_by("account__name"))


def _within(field: Field, text: str) -> str:
    """The text with plain ends of line. Raises TextTooLong."""
    plain = text.replace("\r\n", "\n")
    if len(plain) > field.most:
        raise TextTooLong(label=field.label, most=field.most, count=len(plain))
    return plain


def _last(row: Application, name: str) -> Revision | None:
    return row.revisions.select_related("account").filter(field=name).order_by("-number").first()


def _written(row: Application, field: Field, text: str, last: Revision | None, by: Account) -> Revision:
    """The unique number refuses a second writer where the row's lock did not."""
    number = (last.number if last else 0) + 1
    revision = Revision.objects.create(application=row, field=field.name, number=number, text=text, account=by)
    row.content.setdefault(field.section, {})[field.key] = text
    row.save(update_fields=["content", "updated_at"])
    record("application.written", row, by=by, field=field.name, revision=number)
    return revision
