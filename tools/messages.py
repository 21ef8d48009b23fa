"""The French catalogues, room by room, with Babel alone (no gettext on the machine): update, check, compile.

Each room keeps `src/atelier/<room>/locale/fr/LC_MESSAGES/django.po`. Messages are English in Python and
Django templates; `check` refuses a message without French, a translation nobody uses, a placeholder lost on
the way and typewriter typography (straight apostrophes, missing no-break spaces).
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path("src/atelier")
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
CHANGING_HEADERS = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|%[sd]")
MARKUP = re.compile(r"<[^>]*>|&\w+;|https?://\S+|%\(\w+\)[a-z]")
TYPEWRITER = (
    (re.compile(r"\w'\w"), "straight apostrophe: write ’"),
    (re.compile(r" [:;?!»]"), "ordinary space before : ; ? ! »: write a no-break one"),
    (re.compile(r"« "), "ordinary space after «: write a no-break one"),
    (re.compile(r"\w[;?!»]"), "no space before ; ? ! »: write a no-break one"),
    (re.compile(r"\.\.\."), "three dots: write …"),
)


def main() -> int:
    verb = sys.argv[1] if len(sys.argv) == 2 else ""
    if verb == "update":
        return sum(update(room) for room in rooms())
    if verb == "check":
        problems = [f"{catalogue_path(room)}: {problem}" for room in rooms() for problem in problems_of(room)]
        problems += disagreements(rooms())
        print("\n".join(problems) or "Every message has its French.")
        return 1 if problems else 0
    if verb == "compile":
        return sum(compile_catalogue(room) for room in rooms())
    print("messages.py update|check|compile")
    return 2


def rooms(house: Path = HOUSE) -> list[Path]:
    """Every room: engines compute and say nothing."""
    return [path for path in sorted(house.iterdir()) if (path / "__init__.py").exists() and path.name != "engines"]


def catalogue_path(room: Path) -> Path:
    return room / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def extracted(room: Path) -> Catalog:
    """The messages of a room's Python files and templates, without translations."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(room.rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "locale" not in path.parts:
            for message, context, comments in messages_of(path):
                place = (path.relative_to(room).as_posix(), 1)
                catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def messages_of(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None, list[str]]]:
    """(message or (singular, plural), context, notes to translators) of one file."""
    source = path.read_text()
    if path.suffix != ".py":
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    found = extract_python(io.BytesIO(source.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
    for _line, function, arguments, comments in found:
        texts = [text for text in (arguments if isinstance(arguments, tuple) else (arguments,)) if text]
        if not texts:
            continue
        context = texts.pop(0) if "pgettext" in (function or "") else None
        yield (
            (tuple(texts[:2]) if "ngettext" in (function or "") or "npgettext" in (function or "") else texts[0]),
            context,
            comments,
        )


def translated(room: Path) -> Catalog:
    """The room's catalogue as written, empty where there is none."""
    path = catalogue_path(room)
    if not path.exists():
        return Catalog(locale="fr", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def update(room: Path) -> int:
    """Add new messages, drop those nobody says any more; keep every translation that still serves."""
    template, catalog, path = extracted(room), translated(room), catalogue_path(room)
    if not len(template) and not path.exists():
        return 0
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.header_comment = f"# French of {room.name}. `make messages` adds what is new; a person writes it."
    catalog.fuzzy = False
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, sort_output=True, include_lineno=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join(line for line in lines if not line.startswith(tuple(f'"{name}' for name in CHANGING_HEADERS)))
    )
    waiting = [message for message in catalog if message.id and not is_translated(message)]
    print(f"{path}: {len(catalog)} messages, {len(waiting)} to translate")
    return 0


def compile_catalogue(room: Path) -> int:
    path = catalogue_path(room)
    if path.exists():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, translated(room))
    return 0


def problems_of(room: Path) -> Iterator[str]:
    """What keeps a room from speaking French entirely."""
    template, catalog = extracted(room), translated(room)
    for message in template:
        if message.id:
            yield from message_problems(message, catalog.get(message.id, message.context))
    for message in catalog:
        if message.id and template.get(message.id, message.context) is None:
            yield f"obsolete, nobody says {singular(message)!r}"
    for message in catalog.obsolete.values():
        yield f"obsolete, nobody says {singular(message)!r}"


def disagreements(rooms: list[Path]) -> Iterator[str]:
    """Messages that two rooms put differently: Django mixes all catalogues, one of them would win by chance."""
    said: dict[tuple[str, str | None], tuple[Path, Message]] = {}
    for room in rooms:
        for message in translated(room):
            if not message.id or not is_translated(message):
                continue
            first_room, first = said.setdefault((singular(message), message.context), (room, message))
            if texts_of(first.string) != texts_of(message.string):
                yield (
                    f"{singular(message)!r} is {texts_of(first.string)} in {first_room.name} and "
                    f"{texts_of(message.string)} in {room.name}: agree, or give one of them a context"
                )


def message_problems(message: Message, french: Message | None) -> Iterator[str]:
    name = repr(singular(message))
    if french is None or not is_translated(french):
        yield f"no French for {name}"
        return
    if french.fuzzy:
        yield f"fuzzy {name}"
    if placeholders(message.id) != placeholders(french.string):
        yield f"other placeholders in the French of {name}"
    for text in texts_of(french.string):
        for pattern, problem in TYPEWRITER:
            if pattern.search(MARKUP.sub("", text)):
                yield f"{problem} in {text!r}"


def is_translated(message: Message) -> bool:
    return all(texts_of(message.string))


def texts_of(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ("",))


def singular(message: Message) -> str:
    return texts_of(message.id)[0]


def placeholders(text: str | tuple[str, ...] | list[str]) -> set[str]:
    """All of a message: "one table" may leave out the number that "%(count)s tables" says."""
    return {found for one in texts_of(text) for found in PLACEHOLDER.findall(one)}


if __name__ == "__main__":
    sys.exit(main())
