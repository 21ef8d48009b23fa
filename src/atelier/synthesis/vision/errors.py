"""What is refused of a vision, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class VisionFrozen(DomainError):
    code = "vision_frozen"
    message = _("%(version)s is published: its words no longer change. Begin a new version from it.")


class DraftStands(DomainError):
    code = "draft_stands"
    message = _("%(version)s is being written. Finish it, or go on with it: there is one draft at a time.")


class VisionEmpty(DomainError):
    code = "vision_empty"
    message = _("There is nothing to propose yet: give it a title and write a sentence.")


class NotProposed(DomainError):
    code = "not_proposed"
    message = _("%(version)s is not proposed: only what people could read is adopted.")


class CardUnknown(DomainError):
    code = "card_unknown"
    message = _("There is no card %(card)s in this atelier. Check the number between the brackets.")
