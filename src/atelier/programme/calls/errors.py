"""What calls and applications refuse, each in a sentence that says what to do."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError, NotForYou


class NotYourApplication(NotForYou):
    message = _("This is for those who write the application, and for the State services of its territory.")


class NationalOnly(NotForYou):
    message = _("Only the national team does this.")


class MandateAsked(NotForYou):
    code = "mandate_asked"
    message = _(
        "To begin an application one speaks for a local authority or for a State service. Ask the DDT of your "
        "department, or leave your idea at the light door: no account is needed there."
    )


class CallNotOpen(DomainError):
    code = "call_not_open"
    message = _("The call “%(call)s” is not open today. Its page says its dates.")


class CallUnready(DomainError):
    code = "call_unready"
    message = _("This call cannot be published yet: %(why)s")


class FormUnreadable(DomainError):
    code, http_status = "form_unreadable", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("These sections are not a form: %(why)s")


class ApplicationSettled(DomainError):
    code = "application_settled"
    message = _("The results of this call are known: its applications are read, and no longer changed.")


class FieldUnknown(DomainError):
    code, http_status = "field_unknown", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("The form of this call has no such question. Load the page again.")


class TextTooLong(DomainError):
    code, http_status = "text_too_long", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("“%(label)s” holds %(most)s letters at the most; yours has %(count)s. Shorten it: nothing was lost.")


class DeadlinePassed(DomainError):
    code = "deadline_passed"
    message = _(
        "The call closed on %(date)s: this could not be sent any more. Nothing is lost, the application stays a draft; "
        "the national team can give it a delay, with a reason."
    )


class ApplicationIncomplete(DomainError):
    code, http_status = "application_incomplete", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("It cannot be sent yet. Still missing: %(missing)s.")


class TextsWaiting(DomainError):
    code = "texts_waiting"
    message = _("Two of you changed “%(label)s”. Choose what is kept, then send.")


class NothingChanged(DomainError):
    code = "nothing_changed"
    message = _("Version %(number)s, sent on %(date)s, says exactly this already: there is nothing to send again.")


class NotSent(DomainError):
    code = "not_sent"
    message = _("Only an application that was sent can be withdrawn.")


class TooManyPapers(DomainError):
    code, http_status = "too_many_papers", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("There are %(most)s papers of this kind already: take one away before adding another.")


class PlaceUnknown(DomainError):
    code, http_status = "place_unknown", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("“%(code)s” is not a commune or a grouping of today. Search for it by its name.")


class NoSuchAccount(DomainError):
    code, http_status = "no_such_account", HTTPStatus.UNPROCESSABLE_ENTITY
    message = _("Nobody has an account with the address %(email)s.")


class IdeaTaken(DomainError):
    code = "idea_taken"
    message = _("%(name)s has already answered this idea: see what became of it.")


class TooManyIdeas(DomainError):
    code, http_status = "too_many_ideas", HTTPStatus.TOO_MANY_REQUESTS
    message = _(
        "Several ideas came from here in a short time. Wait an hour, then send yours: your text is still there."
    )
