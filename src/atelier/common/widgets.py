"""Fields of long forms, written without the templates of Django: it opens two for each choice of a list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class PlainSelect(forms.Select):
    """A list of choices, without groups."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        said = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        return format_html("<select{}>{}</select>", said, options(self.choices, value))


def options(choices: Iterable[tuple[object, object]], value: object) -> SafeString:
    """A list of choices as HTML, `value` chosen."""
    said = tuple((str(key), str(label)) for key, label in choices)
    return _options(said, "" if value is None else str(value))


@lru_cache(maxsize=16)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """A long form has the same few lists."""
    rows = ((flatatt({"value": key, "selected": key == chosen}), label) for key, label in choices)
    return format_html_join("", "<option{}>{}</option>", rows)


class PlainText(forms.TextInput):
    """A line of words, in the same way."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        said = {"type": "text", "name": name, "value": value or None, **self.build_attrs(self.attrs, attrs)}
        return format_html("<input{}>", flatatt(said))
