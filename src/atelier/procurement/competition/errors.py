"""What a competition refuses."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class CompetitionRefused(DomainError):
    """Something of a competition is refused."""


class PublishedAlready(CompetitionRefused):
    code = "published_already"
    message = _("This competition is published: what tenderers rely on does not change any more.")


class NotReady(CompetitionRefused):
    code, http_status = "competition_not_ready", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("It cannot be published yet: %(missing)s.")


class FormalProcedureNeeded(CompetitionRefused):
    code = "formal_procedure_needed"
    message = _(
        "An estimate of %(estimate)s excl. tax asks for a formal procedure (from %(threshold)s): publish it on the "
        "State’s buying platform. Here are held adapted procedures and competitions among awardees."
    )


class TooLate(CompetitionRefused):
    """Said by the server's clock, whatever the page showed."""

    code = "tender_too_late"
    message = _(
        "Tenders were received until %(deadline)s. Yours came at %(now)s: it was not received, "
        "and nothing of it was kept."
    )


class QuestionsOver(CompetitionRefused):
    code = "questions_over"
    message = _("Questions were received until %(until)s.")


class NotYet(CompetitionRefused):
    """Asked before the hour: by anybody, through any door."""

    code = "before_the_hour"
    message = _("The tenders stay sealed until %(deadline)s. Nobody can open them before, not even an administrator.")


class WrongWords(CompetitionRefused):
    code, http_status = "wrong_passphrase", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("This passphrase does not open your key. Type the one you chose when you entered this commission.")


class PassphraseTooShort(CompetitionRefused):
    code, http_status = "passphrase_too_short", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Choose at least %(least)s characters: five words that do not go together, for instance.")


class EnrolledAlready(CompetitionRefused):
    code = "enrolled_already"
    message = _("Your passphrase is chosen. It cannot be changed: tenders may already be sealed for it.")


class TooFewPresent(CompetitionRefused):
    code = "too_few_present"
    message = _("%(present)s of the %(needed)s members needed have given their passphrase. The envelopes stay shut.")


class NoTender(CompetitionRefused):
    code = "no_tender"
    message = _("You have no tender here, or it was withdrawn.")


class NotOpened(CompetitionRefused):
    code = "not_opened"
    message = _("The tenders are not opened yet, or it is decided already.")


class MarksMissing(CompetitionRefused):
    code, http_status = "marks_missing", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Every tender needs a mark with its reason for every criterion. Missing: %(missing)s.")


class NotFirst(CompetitionRefused):
    code, http_status = "not_the_first", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Only a tender ranked first can be awarded.")


class LowPriceUnanswered(CompetitionRefused):
    code, http_status = "low_price_unanswered", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _(
        "The price of %(team)s seems abnormally low. Ask for its explanation, write down what it says and why it is "
        "accepted, then award."
    )


class StandstillRuns(CompetitionRefused):
    code = "standstill_runs"
    message = _("The contract may be signed from %(day)s on: those who were not chosen have until then to object.")
