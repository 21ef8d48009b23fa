"""Looking at an atelier before it leaves or before something arrives: every row has a name, every change its stamp."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.db.models import Model

from atelier.ateliers.models import Atelier
from atelier.common.carrying import Kept, kept
from atelier.suitcase.models import AtelierCopy, Passport
from atelier.suitcase.names import Names
from atelier.suitcase.rows import portable, rows_of

BATCH = 500


def copy_of(atelier: Atelier) -> AtelierCopy:
    """This machine's copy of the atelier: its home, when it has never travelled."""
    known = AtelierCopy.objects.of(atelier).first()
    if known is not None:
        return known
    uid = uuid4()
    return AtelierCopy.everywhere.create(atelier=atelier, identity=uuid4(), uid=uid, home=uid)


@transaction.atomic
def scan(copy: AtelierCopy) -> Names:
    """Name the rows that have no name, stamp the properties that changed since the last look.

    Changes are not followed as they happen: comparing with what was known costs a moment at each exchange and nothing
    in between, and no command can forget it.
    """
    copy = AtelierCopy.everywhere.select_for_update(of=("self",)).select_related("atelier").get(pk=copy.pk)
    names = Names(copy)
    fresh: list[Passport] = []
    changed: list[Passport] = []
    for one in kept().values():
        for row in rows_of(one, copy.atelier):
            known = names.passport_of(one.kind, row.pk)
            passport = known or names.give(one.kind, row, copy.identity if one.model is Atelier else None)
            if _stamp(passport, one, row, names):
                (changed if known else fresh).append(passport)
    if fresh or changed:
        Passport.everywhere.bulk_create(fresh, batch_size=BATCH)
        Passport.everywhere.bulk_update(changed, ["values", "stamps"], batch_size=BATCH)
        copy.clock += 1
        copy.seen = {**copy.seen, str(copy.uid): copy.clock}
        copy.save(update_fields=["clock", "seen"])
    return names


def has_unnamed(names: Names) -> bool:
    """Whether a row came since the last look."""
    return any(
        len(set(map(str, rows_of(one, names.copy.atelier).values_list("pk", flat=True))) - set(names.rows(one.kind)))
        for one in kept().values()
    )


def _stamp(passport: Passport, one: Kept, row: Model, names: Names) -> bool:
    """Whether something changed."""
    values = portable(one, row, names)
    stamp = [names.copy.clock + 1, str(names.copy.uid)]
    changed = [name for name, value in values.items() if name not in passport.values or passport.values[name] != value]
    if changed:
        passport.values = values
        passport.stamps = {**passport.stamps, **dict.fromkeys(changed, stamp)}
    return bool(changed)
