"""What is refused of a card, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class CardChanged(DomainError):
    code = "card_changed"
    message = _("Somebody changed card %(card)s while you were writing. Your words are kept below: read theirs first.")


class CardEnded(DomainError):
    code = "card_ended"
    message = _("Card %(card)s is no more: %(fate)s. Work on the card that took its place.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Say why: those who said it will read your reason.")


class TooFewCards(DomainError):
    code = "too_few_cards"
    message = _("It takes at least two cards, or two texts. Choose one more.")


class WordsMissing(DomainError):
    code = "words_missing"
    message = _("A card says something: write a sentence.")


class OtherAtelier(DomainError):
    code = "other_atelier"
    message = _("These cards are not all of the same atelier.")


class WorkedOnSince(DomainError):
    code = "worked_on_since"
    message = _("Card %(card)s has been worked on since: undoing would lose that. Drop it with a reason instead.")


class NothingToUndo(DomainError):
    code = "nothing_to_undo"
    message = _("Card %(card)s was neither merged from others nor split: there is nothing to undo.")


class NamedWithoutConsent(DomainError):
    code = "named_without_consent"
    message = _("Without their consent, write it for the table: nobody will be named.")
