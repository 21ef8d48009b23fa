"""The words of the letters about one's account, in the language of the house."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atelier.common.audit import Author
from atelier.common.mail import post_letter
from atelier.people.models import Account
from atelier.people.signing.models import LinkKind, SignInLink


def write_link_letter(link: SignInLink, url: str, life: timedelta, *, reason: str, by: Author) -> None:
    """The link, what it is for, how long it serves. Its text is forgotten once sent."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, opening = _words(link, reason)
        parts = [
            _("Hello %(name)s,") % {"name": link.account.name},
            opening,
            url,
            _("This link serves once, %(for_how_long)s.") % {"for_how_long": said(life)},
            _("You did not ask for it? Then do nothing: without a click, nothing happens."),
        ]
    post_letter(link.email, subject, "\n\n".join(parts) + "\n", by=by, is_secret=True)


def write_moved_letter(before: str, account: Account, *, by: Author) -> None:
    """Tells the former address."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("Your address on Atelier has changed")
        parts = [
            _("Hello %(name)s,") % {"name": account.name},
            _("From now on you sign in with %(email)s.") % {"email": account.email},
            _("It was not you? Write at once to those who run this site."),
        ]
    post_letter(before, subject, "\n\n".join(parts) + "\n", by=by)


def said(life: timedelta) -> str:
    """«for 15 minutes», «for 14 days»."""
    if life.days:
        return ngettext("for %(count)s day", "for %(count)s days", life.days) % {"count": life.days}
    minutes = int(life.total_seconds() // 60)
    return ngettext("for %(count)s minute", "for %(count)s minutes", minutes) % {"count": minutes}


def _words(link: SignInLink, reason: str) -> tuple[str, str]:
    if link.kind == LinkKind.INVITATION:
        return _("You are invited: %(reason)s") % {"reason": reason}, _(
            "You are invited on Atelier: %(reason)s. Open your account with this link:"
        ) % {"reason": reason}
    if link.kind == LinkKind.NEW_ADDRESS:
        return _("Your new address on Atelier"), _("Confirm that this address is yours by opening this link:")
    return _("Your link to sign in to Atelier"), _("Here is your link to sign in to Atelier:")
