"""The form of a call, read from its data: sections, their fields, the papers it asks for, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from atelier.programme.calls.models import CallForm

Content = Mapping[str, Mapping[str, str]]  # {section: {field: text}}


@dataclass(frozen=True)
class Field:
    """A question. `most`: letters at the most; `rows`: height of its box in lines."""

    section: str
    key: str
    label: str
    help: str = ""
    rows: int = 3
    most: int = 3000
    is_required: bool = False

    @property
    def name(self) -> str:
        """`section.field`, as revisions say it."""
        return f"{self.section}.{self.key}"


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    help: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class PaperRule:
    """So many letters of a kind, each so heavy at the most."""

    kind: str
    least: int
    most: int
    most_mb: int
    help: str = ""


@dataclass(frozen=True)
class Progress:
    """A section, how many of its required fields have a text, and the labels of those that wait."""

    section: Section
    filled: int
    asked: int
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.missing


def sections_of(form: CallForm) -> tuple[Section, ...]:
    """The sections of a form, in order. Raises KeyError or TypeError where its data is not a form."""
    return tuple(
        Section(row["key"], row["title"], row.get("help", ""), tuple(Field(row["key"], **one) for one in row["fields"]))
        for row in form.sections
    )


def paper_rules_of(form: CallForm) -> tuple[PaperRule, ...]:
    return tuple(PaperRule(**row) for row in form.papers)


def field_of(form: CallForm, name: str) -> Field | None:
    return next((field for section in sections_of(form) for field in section.fields if field.name == name), None)


def text_of(content: Content, field: Field) -> str:
    return content.get(field.section, {}).get(field.key, "")


def progress_of(form: CallForm, content: Content) -> list[Progress]:
    """Section by section, what is written and what waits."""
    return [_progress(section, content) for section in sections_of(form)]


def missing_papers(form: CallForm, kinds: Iterable[str]) -> list[PaperRule]:
    """The rules that the papers already there (their kinds) do not fulfil yet."""
    there = list(kinds)
    return [rule for rule in paper_rules_of(form) if there.count(rule.kind) < rule.least]


def _progress(section: Section, content: Content) -> Progress:
    required = [field for field in section.fields if field.is_required]
    missing = tuple(field.label for field in required if not text_of(content, field).strip())
    return Progress(section, len(required) - len(missing), len(required), missing)


def checked_sections(sections: list[dict[str, Any]], papers: list[dict[str, Any]]) -> None:
    """Read a form's data as the pages will. Raises KeyError or TypeError."""
    form = CallForm(sections=sections, papers=papers)
    names = [field.name for section in sections_of(form) for field in section.fields]
    if len(set(names)) != len(names):
        raise TypeError("two fields have one name")
    paper_rules_of(form)
