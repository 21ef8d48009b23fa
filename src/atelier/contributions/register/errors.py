"""What is refused of the register, in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError


class FamilyUsed(DomainError):
    code = "family_used"
    message = _("Family “%(family)s” holds %(count)s cards. Give them another family first.")


class FamilyKnown(DomainError):
    code = "family_known"
    message = _("There is already a family of this name.")


class FamilyUnknown(DomainError):
    code = "family_unknown"
    message = _("This atelier has no such family. Choose one of the list, or add it.")


class NotResource(DomainError):
    code = "not_resource"
    message = _("Card %(card)s is not a resource: only resources have a family, and carry projects.")


class ProjectChanged(DomainError):
    code = "project_changed"
    message = _("Somebody changed this project while you were writing. Read their words, then keep yours.")
