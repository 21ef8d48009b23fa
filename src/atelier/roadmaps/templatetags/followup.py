"""Words of the follow-up's templates."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from atelier.roadmaps.followup.models import Report
from atelier.roadmaps.followup.telling import drawn_report

register = template.Library()


@register.simple_tag(takes_context=True)
def told_report(context: Context, report: Report) -> SafeString:
    """What was said of an action one day; on a public page, what everyone may read."""
    return drawn_report(report, is_public=bool(context.get("is_public")))
