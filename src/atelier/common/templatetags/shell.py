"""What the page shell needs: the built bundle, the theme chosen by the person, where one is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django_vite.core.asset_loader import DjangoViteAssetLoader

register = template.Library()

THEMES = {"light", "dark"}
THEME_COOKIE = "theme"
ENTRY, INSIDE, BOARD = "src/main.ts", "src/inside.ts", "src/board.ts"
PUBLIC_ROOMS = {"", "people", "programme", "tables", "territories"}


@register.simple_tag(takes_context=True)
def bundle(context: Context) -> SafeString:
    """Links to the built styles and script of the page being written.

    Rooms where one works have more styles and behaviours than the pages everyone opens first, which must stay light.
    """
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    return links_to_build(has_inside=match is not None and match.namespace not in PUBLIC_ROOMS)


@register.simple_tag
def board_script() -> SafeString:
    """The script of the passage board and of its wall, in `{% block head %}` of their pages."""
    return _links(BOARD)


def links_to_build(*, has_inside: bool) -> SafeString:
    """Tags of what was built, its names changing with its contents; a comment where nothing was built (unit tests)."""
    return _links(ENTRY, INSIDE) if has_inside else _links(ENTRY)


def _links(*entries: str) -> SafeString:
    manifest: Any = settings.DJANGO_VITE["default"]["manifest_path"]
    if not Path(manifest).exists():
        return mark_safe("<!-- bundle absent: run `make setup` or `npm run build` -->")
    loader = DjangoViteAssetLoader.instance()
    return SafeString("".join(loader.generate_vite_asset(entry) for entry in entries))  # the manifest's own paths


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> str:
    """`light` or `dark` as kept in the cookie by `<theme-toggle>`; '' to follow the system.

    A cookie rather than localStorage: the server writes `data-theme` and the page never flashes.
    """
    request: HttpRequest | None = context.get("request")
    theme = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return theme if theme in THEMES else ""


@register.simple_tag(takes_context=True)
def current_if(context: Context, url: str) -> SafeString:
    """`aria-current` for a link of the navigation: `page` on it, `true` below it, nothing elsewhere."""
    request: HttpRequest | None = context.get("request")
    path: Any = request.path if request else ""
    if not url or not path.startswith(url) or (url == "/" and path != "/"):
        return mark_safe("")
    value = "page" if path == url else "true"
    return mark_safe(f'aria-current="{value}"')  # noqa: S308 one of two constants
