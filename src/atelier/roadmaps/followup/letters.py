"""The letter that asks for news: the words of the keepers, then those of the house, and the personal link."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from atelier.roadmaps.followup.models import Asking


def written_letter(asking: Asking, *, base_url: str, is_reminder: bool) -> tuple[str, str]:
    """Subject and text, in the language of the house whoever presses the button."""
    campaign = asking.campaign
    link = base_url.rstrip("/") + reverse("roadmaps:news", args=[asking.key])
    with translation.override(settings.LANGUAGE_CODE):
        words = {
            "name": asking.name,
            "roadmap": campaign.roadmap.title,
            "campaign": campaign.title,
            "day": date_format(campaign.closes_on, "j F Y"),
            "link": link,
        }
        if is_reminder:
            subject = _("A word on your actions? %(roadmap)s") % words
            text = _(
                "Hello %(name)s,\n\nYour news of “%(roadmap)s” would be welcome before %(day)s, even two lines: what"
                " goes on, what waits, what you would need.\n\n%(link)s\n"
            )
        else:
            subject = _("News of your actions: %(roadmap)s") % words
            text = _(
                "Hello %(name)s,\n\nYou carry actions of “%(roadmap)s”. Where do they stand? It takes five minutes and"
                " no account, until %(day)s, at this address, which is yours alone:\n\n%(link)s\n\nWhat is late or"
                " held back is as useful to know as what is done. If you carry them no more, tell us by answering this"
                " letter.\n"
            )
        own = f"{campaign.letter}\n\n" if campaign.letter else ""
        return subject, own + text % words
