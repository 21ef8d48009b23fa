"""What leaves arrives, whole and once."""

from django.contrib.auth import authenticate

from atelier.ateliers.models import Atelier, Membership, Seat
from atelier.common.carrying import kept
from atelier.common.models import AuditEntry
from atelier.contributions.models import Contribution
from atelier.engines.journal.operations import Edit, Erase
from atelier.people.models import Account
from atelier.suitcase.models import AtelierCopy
from atelier.suitcase.rows import carried_fields, portable, rows_of
from atelier.suitcase.scanning import scan
from atelier.tables.journal import load_state
from atelier.tables.models import Table
from tests.suitcase.machines import draw, new_id


def everything(machine):
    """All that a machine holds of its atelier, in names that do not depend on the machine."""
    with machine:
        copy = AtelierCopy.everywhere.get()
        names = scan(copy)
        rows = {
            kind: sorted(
                (str(names.uid_of(kind, row.pk)), sorted(portable(one, row, names).items(), key=str))
                for row in rows_of(one, copy.atelier)
            )
            for kind, one in kept().items()
        }
        seats = {int(row): str(names.uid_of("ateliers.seat", row)) for row in names.rows("ateliers.seat")}
        journals = {
            str(table.pk): [
                (entry.op, seats[entry.seat_id], entry.at, len(entry.operation))
                for entry in table.entries.order_by("seq")
            ]
            for table in Table.everywhere.all()
        }
        plain = carried_fields(Contribution, {"atelier": "", "seat": "", "changed_by": ""})
        said = {
            row.pk: {"seat": seats[row.seat_id], **{one.name: getattr(row, one.name) for one in plain}}
            for row in Contribution.everywhere.all()
        }
        verbs = sorted(AuditEntry.objects.exclude(verb__startswith="suitcase").values_list("verb", "at"))
        return {"rows": rows, "journals": journals, "contributions": said, "audit": verbs}


def test_opened_suitcase_equals_what_was_packed(home, machine):
    stroke = draw(home, text="ici")
    home.enter(stroke, Edit(op=new_id(), object=stroke.object, text="là"))
    home.enter(Erase(op=new_id(), object=stroke.object), draw(home), seat="Bruno")
    laptop = machine("laptop")
    with laptop:  # numbers of its own
        other = Account.objects.create_superuser("autre@exemple.fr", "un-mot-de-passe", name="Autre")
        Membership.everywhere.create(atelier=_atelier("autre"), account=other, role="lead")

    suitcase = home.pack()
    with laptop:
        Atelier.objects.all().delete()
        Account.objects.all().delete()
    exchange = laptop.open(suitcase)

    ours, theirs = everything(home), everything(laptop)
    theirs["audit"] = [one for one in theirs["audit"] if one[0] != "account.arrived"]
    assert theirs == ours
    assert laptop.verify() == []
    assert (exchange.counts["operations"], exchange.differences) == (4, [])


def _atelier(slug):
    return Atelier.objects.create(slug=slug, title="Autre", territory="Ailleurs", site="dieppe")


def test_keepers_sign_in_on_the_laptop_and_nobody_is_made_an_administrator(field):
    with field:
        keeper = authenticate(username="cle@exemple.fr", password="falaises-et-galets")
        scribe = authenticate(username="scribe@exemple.fr", password="galets-et-falaises")
        administrators = Account.objects.filter(is_administrator=True).count()
        roles = set(Membership.everywhere.values_list("account__email", "role"))

    assert keeper is not None
    assert (scribe, administrators) == (None, 0)
    assert roles == {("cle@exemple.fr", "facilitator"), ("scribe@exemple.fr", "scribe")}


def test_work_of_both_sides_is_united_at_home_and_the_laptop_then_follows(home, field):
    home.enter(draw(home, text="maison"))
    field.enter(draw(field, text="dehors"), draw(field, text="dehors encore"))
    with field:
        Seat.everywhere.create(
            workshop=field.tables()[0].workshop, name="Chloé", college="elected", consented_at="2026-11-24T09:00Z"
        )

    merged = home.merge(field.pack())
    field.open(home.pack())

    assert merged.counts["operations"] == 2
    assert merged.differences == []
    assert everything_but_hours(home) == everything_but_hours(field)
    assert home.verify() == field.verify() == []
    with home:
        state = load_state(home.tables()[0])
        assert [thing.text for thing in state.visible()] == ["maison", "dehors", "dehors encore"]
        assert Seat.everywhere.filter(name="Chloé").count() == 1


def everything_but_hours(machine):
    """`changed_at` is when each machine wrote it."""
    found = everything(machine)
    for row in found["contributions"].values():
        row.pop("changed_at"), row.pop("erased_at")
    found.pop("audit")
    return found


def test_merging_twice_or_an_older_suitcase_changes_nothing_more(home, field):
    field.enter(draw(field))
    first = field.pack()
    field.enter(draw(field))
    second = field.pack()
    home.merge(first)
    home.merge(second)
    before = everything(home)

    again = [home.merge(first), home.merge(second)]

    assert [one.counts.get("operations", 0) for one in again] == [0, 0]
    assert everything(home) == before


def test_slug_and_code_already_taken_are_given_anew_and_told(home, machine):
    laptop = machine("laptop")
    suitcase = home.pack()
    with laptop:
        _atelier("littoral")

    exchange = laptop.open(suitcase)

    with laptop:
        assert Atelier.objects.get(title="Un littoral").slug == "littoral-2"
    assert exchange.differences == []
