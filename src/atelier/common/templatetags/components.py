"""The components of the house, each with its template in `templates/components/` and its place on /charte/.

Block tags (`{% card %}…{% endcard %}`) wrap content; the others stand alone. None emits inline style or script.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

HEX_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
GRAPHITE = "#4b4945"
LOUD_NOTICES = {"error", "warning"}


def _block(component: str, content: str, /, **values: Any) -> SafeString:
    """`content` comes from a rendered node list, already escaped."""
    safe = mark_safe(content)  # noqa: S308 escaped when its nodes were rendered
    return render_to_string(f"components/{component}.html", {"content": safe, **values})


@register.filter
def hexcolor(color: object) -> str:
    """`#rrggbb` as it is, graphite for anything else: colours are data and go into SVG attributes."""
    return str(color) if HEX_COLOR.fullmatch(str(color)) else GRAPHITE


@register.filter
def spaced_code(code: object) -> str:
    """`ABCDEF` as ABC DEF: read aloud in two breaths. A code already cut stays as it is."""
    letters = str(code)
    cut = (len(letters) + 1) // 2
    return f"{letters[:cut]} {letters[cut:]}" if len(letters) > 5 and letters.isalnum() else letters


@register.filter
def split_words(words: str) -> list[str]:
    """A list written in a template."""
    return words.split()


# Acting


@register.inclusion_tag("components/icon.html")
def icon(name: str) -> dict[str, str]:
    """A drawing of the sprite `common/icons.svg`, silent: the words beside it say what it means."""
    return {"name": name}


@register.inclusion_tag("components/button.html")
def button(label: str, *, kind: str = "primary", icon: str = "", **attributes: str) -> dict[str, Any]:
    """kind: primary, secondary, quiet, danger. attributes: type (submit), name, value, form, popovertarget."""
    return {"label": label, "kind": kind, "icon": icon, "type": "submit", **attributes}


@register.inclusion_tag("components/link_button.html")
def link_button(
    url: str, label: str, *, kind: str = "primary", icon: str = "", download: bool = False
) -> dict[str, Any]:
    """A link that looks like a button because it is the next thing to do. kind as for `button`."""
    return {"url": url, "label": label, "kind": kind, "icon": icon, "download": download}


# Asking


@register.inclusion_tag("components/field.html")
def field(bound: forms.BoundField, *, size: str = "") -> dict[str, Any]:
    """A field of a Django form with label, help and error tied to it. size: '' or 'big' (phones, codes)."""
    widget = bound.field.widget
    return {
        "field": bound,
        "size": size,
        "is_group": widget.use_fieldset and not bound.is_hidden,
        "is_check": isinstance(widget, forms.CheckboxInput),
        "is_required": bound.field.required,
    }


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """What is wrong in a form that came back, each line a link to its field."""
    wrong = [bound for bound in form if bound.errors] if form.is_bound else []
    general = form.non_field_errors() if form.is_bound else []
    return {"fields": wrong, "general": general, "count": len(wrong) + len(general)}


@register.inclusion_tag("components/college_choice.html")
def college_choice(bound: forms.BoundField, colleges: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Radio buttons of colleges, each with its colour. colleges: value → #rrggbb."""
    colors = colleges or {}
    choices = [(radio, colors.get(str(radio.data["value"]), "")) for radio in bound.subwidgets]
    return {"field": bound, "choices": choices}


# Laying out


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", eyebrow: str = "", level: int = 3) -> SafeString:
    """A sheet laid on the board. With `url`, its title is the link and the whole sheet can be pressed."""
    return _block("card", content, title=title, url=url, eyebrow=eyebrow, level=level)


@register.simple_block_tag
def cartouche(content: str, title: str, level: int = 1, kind: str = "") -> SafeString:
    """The title block of a plan; holds `{% cell %}`. level 1 for the title of the page."""
    return _block("cartouche", content, title=title, level=level, kind=kind)


@register.inclusion_tag("components/cell.html")
def cell(label: str, value: object) -> dict[str, Any]:
    """One box of a cartouche; nothing at all when the value is empty."""
    return {"label": label, "value": value}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """kind: info, success, warning, error. Errors and warnings are announced."""
    return _block("notice", content, kind=kind, title=title, is_loud=kind in LOUD_NOTICES)


@register.simple_block_tag
def datatable(content: str, caption: str, quiet_caption: bool = False) -> SafeString:
    """A table that scrolls by itself on a narrow screen; holds thead and tbody."""
    return _block("datatable", content, caption=caption, quiet_caption=quiet_caption)


@register.simple_block_tag
def empty_state(content: str, title: str) -> SafeString:
    """Nothing here yet: says why, and what to do."""
    return _block("empty_state", content, title=title)


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """A sheet over the page, opened by `{% button … popovertarget=name %}`, without script."""
    return _block("dialog", content, name=name, title=title)


# Finding one's way


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    """Where one is; holds `{% crumb %}`, the last one without address."""
    return _block("breadcrumb", content)


@register.inclusion_tag("components/crumb.html")
def crumb(label: str, url: str = "") -> dict[str, str]:
    return {"label": label, "url": url}


@register.simple_block_tag
def subnav(content: str, label: str) -> SafeString:
    """Links between the pages of one thing; holds `{% subnav_item %}`."""
    return _block("subnav", content, label=label)


@register.inclusion_tag("components/subnav_item.html")
def subnav_item(label: str, url: str, current: bool = False) -> dict[str, Any]:
    return {"label": label, "url": url, "current": current}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Previous and next, and where one is, of a Django page; what was searched stays in the address."""
    return {"page": page, "request": context.get("request")}


@register.inclusion_tag("components/stepper.html")
def stepper(steps: Sequence[object], current: int) -> dict[str, Any]:
    """Steps of a workshop or of the year; `current` counts from 1, 0 before it begins."""
    rows = [(number, step, _state(number, current)) for number, step in enumerate(steps, start=1)]
    return {"rows": rows}


def _state(number: int, current: int) -> str:
    if number == current:
        return "current"
    return "done" if number < current else "to-come"


# Showing


@register.inclusion_tag("components/badge.html")
def badge(label: str, kind: str = "") -> dict[str, str]:
    """A word in a frame. kind: '', ok, warning, danger."""
    return {"label": label, "kind": kind}


@register.inclusion_tag("components/college.html")
def college(label: str, color: str = GRAPHITE) -> dict[str, str]:
    """A college with its gommette."""
    return {"label": label, "color": hexcolor(color)}


@register.inclusion_tag("components/pencil.html")
def pencil(meaning: str, color: str, width: float = 4, shape: str = "stroke") -> dict[str, Any]:
    """A line of the legend: what the pencil means, drawn with it. width in pixels on the map."""
    return {"meaning": meaning, "color": hexcolor(color), "width": min(float(width), 12), "shape": shape}


@register.inclusion_tag("components/code.html")
def code_display(code: str, label: str = "") -> dict[str, str]:
    """A short code to read aloud, with a button to copy it."""
    return {"code": spaced_code(code), "label": label}


@register.inclusion_tag("components/qr.html")
def qr(url: str, alt: str, caption: str = "") -> dict[str, str]:
    """A QR code drawn by the server, on paper in the dark too: a scanner needs it dark on light."""
    return {"url": url, "alt": alt, "caption": caption}


@register.inclusion_tag("components/progress.html")
def progress(sentence: str, *, percent: int | None = None, url: str = "", is_over: bool = False) -> dict[str, Any]:
    """A job under way. percent: 0–100, None when unknown; url: where `<job-progress>` asks for news."""
    return {"sentence": sentence, "percent": percent, "url": url, "is_over": is_over}
