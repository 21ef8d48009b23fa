"""A suitcase that is cut short, altered, foreign, too new or too dense: a sentence, and nothing written."""

import hashlib
import json
import os
import zipfile

import pytest
from django.db import connection

from atelier.ateliers.models import Atelier
from atelier.common.audit import System
from atelier.suitcase.arriving import merge_suitcase, open_suitcase
from atelier.suitcase.errors import (
    OutExists,
    SuitcaseAtHome,
    SuitcaseDamaged,
    SuitcaseOfAnother,
    SuitcaseTooLarge,
    SuitcaseTooNew,
    SuitcaseUnknownHere,
    SuitcaseUnreadable,
)
from atelier.suitcase.packing_up import pack_atelier
from tests.factories.ateliers import AtelierFactory
from tests.factories.tables import TableFactory
from tests.suitcase.conftest import build_atelier
from tests.suitcase.machines import draw, new_id, quiet


def contents(machine):
    """Every row of every table of the database."""
    with machine, connection.cursor() as cursor:
        rows = {}
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{name}"')
            rows[name] = cursor.fetchall()
        return rows


@pytest.fixture
def suitcase(home):
    home.enter(draw(home, text="ici"))
    return home.pack()


def altered(path, change, *, sums=True):
    """The suitcase with its members changed by `change(name, bytes)`; its sums made right again unless told not."""
    with zipfile.ZipFile(path) as archive:
        members = {one.filename: archive.read(one) for one in archive.infolist()}
    manifest = json.loads(members.pop("manifest.json"))
    members = {name: change(name, body) for name, body in members.items()}
    members = {name: body for name, body in members.items() if body is not None}
    if sums:
        for member in manifest["members"]:
            body = members.get(member["name"], b"")
            member["sha256"], member["bytes"] = hashlib.sha256(body).hexdigest(), len(body)
    return written(path, manifest, members)


def written(path, manifest, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def with_manifest(path, **changes):
    with zipfile.ZipFile(path) as archive:
        members = {one.filename: archive.read(one) for one in archive.infolist()}
    manifest = json.loads(members.pop("manifest.json"))
    return written(path, manifest | changes, members)


def refused(machine, path, error, act="open"):
    before = contents(machine)
    with pytest.raises(error) as refusal:
        getattr(machine, act)(path)
    assert contents(machine) == before
    assert len(refusal.value.sentence) > 20
    return refusal.value.sentence


def test_anything_but_a_suitcase_is_refused(machine, tmp_path):
    laptop = machine("laptop")
    for name, body in {"empty": b"", "text": b"hello", "noise": os.urandom(5000)}.items():
        (tmp_path / name).write_bytes(body)
        refused(laptop, tmp_path / name, SuitcaseUnreadable)
    refused(laptop, written(tmp_path / "foreign.zip", {"kind": "other", "format": 1}, {"a": b"b"}), SuitcaseUnreadable)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_refused(machine, suitcase, share):
    body = suitcase.read_bytes()
    suitcase.write_bytes(body[: int(len(body) * share)])

    refused(machine("laptop"), suitcase, SuitcaseUnreadable)


@pytest.mark.parametrize("member", ["rows/ateliers.seat.jsonl", "site/base.pmtiles", "contributions.jsonl"])
def test_a_member_that_changed_is_refused(machine, suitcase, member):
    altered(suitcase, lambda name, body: body.replace(b"e", b"f", 1) if name == member else body, sums=False)

    assert member in refused(machine("laptop"), suitcase, SuitcaseDamaged)


def test_a_member_more_or_less_or_elsewhere_is_refused(machine, home, suitcase):
    laptop = machine("laptop")
    refused(laptop, altered(suitcase, lambda name, body: None if name == "audit.jsonl" else body), SuitcaseDamaged)
    with zipfile.ZipFile(other := home.pack(), "a") as archive:
        archive.writestr("../../evil", b"x")
    refused(laptop, other, SuitcaseDamaged)


def test_a_newer_format_or_a_newer_software_is_refused_with_its_version(machine, home):
    laptop = machine("laptop")

    sentence = refused(laptop, with_manifest(home.pack(), format=2, software="9.9"), SuitcaseTooNew)
    refused(laptop, with_manifest(home.pack(), migrations={"tables": ["0099_later"]}), SuitcaseTooNew)

    assert "9.9" in sentence


def test_a_bomb_is_refused_before_it_is_unpacked(machine, suitcase):
    altered(suitcase, lambda name, body: b" " * 60_000_000 if name == "audit.jsonl" else body)

    refused(machine("laptop"), suitcase, SuitcaseTooLarge)


LIES = {
    "an operation on a sheet of nobody": lambda entry: entry["operation"].update(overlay=str(new_id())),
    "a hand of nobody": lambda entry: entry.update(seat=str(new_id())),
    "an unknown kind": lambda entry: entry["operation"].update(kind="explode"),
    "out of the world": lambda entry: entry["operation"].update(trace=[0, 2_000_000_000, 1, 1]),
    "an hour that is none": lambda entry: entry.update(at=1 << 60),
    "numbers for names": lambda entry: entry["operation"].update(overlay=1),
    "an object never drawn": lambda entry: entry.update(
        operation={"kind": "erase", "op": str(new_id()), "object": str(new_id())}
    ),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
@pytest.mark.parametrize("act", ["open", "merge"])
def test_a_journal_that_lies_under_right_sums_is_refused(machine, home, lie, act):
    target = machine("laptop")
    if act == "merge":
        target.open(home.pack())
        home.enter(draw(home))
    else:
        home.enter(draw(home))

    def change(name, body):
        if not name.startswith("journals/"):
            return body
        *rest, last = [json.loads(line) for line in body.splitlines()]
        lie(last)
        return b"\n".join(json.dumps(line).encode() for line in [*rest, last]) + b"\n"

    refused(target, altered(home.pack(), change), SuitcaseDamaged, act)


ROWS = {
    "a college of its own": ("ateliers.seat", {"college": "emperor"}),
    "a workshop of nobody": ("ateliers.seat", {"workshop": str(new_id())}),
    "a name too long": ("ateliers.seat", {"name": "x" * 500}),
    "a date that is none": ("ateliers.seat", {"consented_at": "yesterday"}),
    "a list for a word": ("ateliers.workshop", {"title": ["x"]}),
    "nothing for a name": ("tables.table", {"name": None}),
}


@pytest.mark.parametrize(("kind", "values"), ROWS.values(), ids=ROWS.keys())
def test_a_row_that_lies_is_refused(machine, suitcase, kind, values):
    def change(name, body):
        if name != f"rows/{kind}.jsonl":
            return body
        lines = [json.loads(line) for line in body.splitlines()]
        lines[0]["values"] |= values
        return b"\n".join(json.dumps(line).encode() for line in lines) + b"\n"

    refused(machine("laptop"), altered(suitcase, change), SuitcaseDamaged)


def test_a_suitcase_cannot_reach_into_another_atelier(home, machine):
    """A table that is another atelier's here, under a file whose sums are right."""
    suitcase = home.pack()
    target = machine("target")
    with home:
        stolen = home.tables()[0].pk
    with target:
        TableFactory(pk=stolen, workshop__atelier=AtelierFactory(title="Autre"))

    refused(target, suitcase, SuitcaseDamaged)


def test_wrong_place_is_said(home, machine):
    laptop = machine("laptop")
    suitcase = home.pack()

    refused(home, suitcase, SuitcaseAtHome)
    refused(laptop, suitcase, SuitcaseUnknownHere, "merge")


def test_a_page_merges_only_into_its_own_atelier(home, machine):
    other = machine("other")
    with other:
        build_atelier()
    suitcase = home.pack()

    with other:
        ours = Atelier.objects.get()
        with pytest.raises(SuitcaseOfAnother):
            merge_suitcase(suitcase, by=System(), say=quiet, into=ours)


def test_packing_never_writes_over_a_file_nor_leaves_half_of_one(home, tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.mkdir()
    path = out / "valise.atelier"
    path.write_text("mine")
    with home, pytest.raises(OutExists):
        pack_atelier(Atelier.objects.get(), path, by=System(), say=quiet)

    def stop(percent, sentence):
        if percent > 60:
            raise KeyboardInterrupt

    with home, pytest.raises(KeyboardInterrupt):
        pack_atelier(Atelier.objects.get(), out / "other.atelier", by=System(), say=stop)

    assert [one.name for one in out.iterdir()] == ["valise.atelier"]
    assert path.read_text() == "mine"


def test_opening_that_is_stopped_in_the_middle_leaves_nothing(machine, suitcase, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "elsewhere"
    laptop = machine("laptop")
    before = contents(laptop)

    def stop(percent, sentence):
        if percent >= 30:
            raise KeyboardInterrupt

    with laptop, pytest.raises(KeyboardInterrupt):
        open_suitcase(suitcase, by=System(), say=stop)

    assert contents(laptop) == before
    assert list((tmp_path / "elsewhere" / "sites").iterdir()) == []
    laptop.open(suitcase)
    assert (tmp_path / "elsewhere" / "sites" / "dieppe" / "base.pmtiles").exists()


def test_what_leaves_holds_no_secret_that_opens_something_else(suitcase, home):
    with zipfile.ZipFile(suitcase) as archive:
        names = set(archive.namelist())
        accounts = archive.read("accounts.jsonl").decode()
    field_text = accounts.splitlines()

    assert not {
        name for name in names if "seatkey" in name or "token" in name or "session" in name or "wallkey" in name
    }
    assert [json.loads(line)["password"] != "" for line in field_text] == [True, False]
    assert suitcase.stat().st_mode & 0o077 == 0
