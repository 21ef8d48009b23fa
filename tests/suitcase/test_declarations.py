"""Every room says what it packs: a model that nobody named would be left behind in silence."""

from django.apps import apps
from django.db import models
from msgspec import Struct
from msgspec.inspect import IntType, Metadata, StructType, UnionType, type_info

from atelier.common.carrying import Apart, Kept, Stays, declarations, kept
from atelier.engines.journal.operations import AnyOperation, Entry
from atelier.suitcase.manifest import EntryLine
from atelier.suitcase.rows import check_declarations
from atelier.tables.models import JournalEntry
from atelier.tables.packing import OPERATION_REFERENCES


def house_models():
    return {model for model in apps.get_models() if model.__module__.startswith("atelier.")}


def test_every_model_of_the_house_is_declared_once():
    said = [one.model for one in declarations()]

    assert sorted(model.__name__ for model in house_models() ^ set(said)) == []
    assert len(said) == len(set(said))


def test_every_reference_of_what_is_kept_travels_too():
    assert check_declarations() == []


def test_a_forgotten_reference_is_told(monkeypatch):
    without = {kind: one for kind, one in kept().items() if kind != "ateliers.step"}
    monkeypatch.setattr("atelier.suitcase.rows.kept", lambda: without)

    assert check_declarations() == [
        "ateliers.sequence.step refers to ateliers.step, which does not travel: leave it out, or declare it",
        "tables.tableoverlay.step refers to ateliers.step, which does not travel: leave it out, or declare it",
    ]


def test_fields_left_out_or_local_exist_and_what_stays_says_why():
    for one in declarations():
        if isinstance(one, Kept):
            names = {field.name for field in one.model._meta.concrete_fields}
            assert {*one.left_out, *one.local, *one.same, *one.holds_operations} <= names, one.kind
            assert all(one.left_out.values())
            if not isinstance(one.model._meta.pk, models.UUIDField):
                assert isinstance(one.model._meta.pk, models.AutoField), f"{one.kind}: its key must be given here"
        else:
            assert one.how if isinstance(one, Apart) else isinstance(one, Stays) and one.why


def test_parents_are_declared_before_their_children():
    known = set()
    for kind, one in kept().items():
        for field in one.model._meta.concrete_fields:
            target = field.related_model._meta.label_lower if isinstance(field, models.ForeignKey) else ""
            assert target not in kept() or target in known or target == kind, f"{kind}.{field.name}"
        known.add(kind)


def test_numbers_in_operations_are_all_known():
    """A whole number in an operation is either a row of this machine or a measure: someone must have said which."""
    union = type_info(AnyOperation)
    assert isinstance(union, UnionType)
    numbers = {
        field.encode_name
        for struct in union.types
        if isinstance(struct, StructType)
        for field in struct.fields
        if any(isinstance(bare(one), IntType) for one in getattr(field.type, "types", (field.type,)))
    }

    assert numbers == set(OPERATION_REFERENCES)


def bare(one):
    return one.type if isinstance(one, Metadata) else one


def test_a_line_of_a_journal_says_all_that_an_entry_says():
    """A column more in the journal needs its place in the file."""
    columns = {field.name for field in JournalEntry._meta.concrete_fields} - {"id", "table", "seq", "op"}

    assert issubclass(EntryLine, Struct)
    assert columns == set(EntryLine.__struct_fields__)
    assert set(Entry.__struct_fields__) - {"seq"} == set(EntryLine.__struct_fields__)
