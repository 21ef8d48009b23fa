"""What is refused of follow-up, in a sentence."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class CampaignClosed(DomainError):
    code = "campaign_closed"
    message = _("“%(campaign)s” was open until %(day)s. What you said is kept; write to those who sent the link.")


class CampaignNotOpen(DomainError):
    code = "campaign_not_open"
    message = _("“%(campaign)s” opens on %(day)s: come back then with the same link.")


class LinkEnded(DomainError):
    code, http_status = "link_ended", HTTPStatus.GONE
    message = _("%(name)s carries no action of this roadmap any more: this link is ended. Thank you for what was done.")


class NotYourAction(DomainError):
    code, http_status = "not_your_action", HTTPStatus.FORBIDDEN
    message = _("%(name)s does not carry %(action)s: news of it is asked of those who do.")


class NothingSaid(DomainError):
    code, http_status = "nothing_said", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Say at least one thing: how far it is, its status, or a few words.")


class ReportCorrected(DomainError):
    code = "report_corrected"
    message = _("This was already corrected since: look at the latest, and correct that one.")


class DaysReversed(DomainError):
    code, http_status = "days_reversed", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("A campaign closes after it opens: look at its two days.")


class NobodyToAsk(DomainError):
    code = "nobody_to_ask"
    message = _("Nobody with an e-mail address carries an action: name the bearers first.")
