"""What is refused of a prototype, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class WhyMissing(DomainError):
    code = "why_missing"
    message = _("Say what changed and why: those who tried the variant before will read it.")


class VariantReplaced(DomainError):
    code = "variant_replaced"
    message = _("%(variant)s was already replaced by %(later)s. Go on from there.")


class OtherSolution(DomainError):
    code = "other_solution"
    message = _("This belongs to another solution.")


class AlreadyCard(DomainError):
    code = "already_card"
    message = _("This remark is a card already: %(card)s.")
