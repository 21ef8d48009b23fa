"""What a choice says, in sentences with the titles of the actions."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from atelier.engines.scenarios.shapes import UNDATED, Action, Amount, LeftOut

Actions = Mapping[str, Action]


def amount_words(kind: str, amount: int) -> str:
    """«12 000 €» or «14 person-days»."""
    number = number_format(amount, use_l10n=True, force_grouping=True)
    if kind == "euros":
        return _("€%(number)s") % {"number": number}
    return ngettext("%(number)s person-day", "%(number)s person-days", amount) % {"number": number}


def missing_words(one: Amount) -> str:
    """«15 000 € in 2027»."""
    said = amount_words(one.kind, one.amount)
    return said if one.year == UNDATED else _("%(amount)s in %(year)s") % {"amount": said, "year": one.year}


def why_words(left: LeftOut, actions: Actions) -> str:
    """Why an action is left out, and what would let it in."""
    missing = joined([missing_words(one) for one in left.missing])
    if left.why == "barred":
        by = named(left.by, actions)
        return _("It needs %(actions)s, set aside in this scenario.") % {"actions": by} if by else _("Set aside.")
    if left.why == "alternative":
        said = _("Another of the same choice is taken: %(actions)s.") % {"actions": named(left.by, actions)}
        if missing:
            return said + " " + _("In its place there would lack %(missing)s.") % {"missing": missing}
        return said
    if left.why == "dependency":
        return _("It would fit alone, but not with what it waits for (%(actions)s): there lacks %(missing)s.") % {
            "actions": named(left.together, actions),
            "missing": missing,
        }
    if left.why == "means":
        if left.together:
            return _("With what it waits for (%(actions)s), there lacks %(missing)s.") % {
                "actions": named(left.together, actions),
                "missing": missing,
            }
        return _("There lacks %(missing)s.") % {"missing": missing}
    return _("It would fit, but it was given no importance, and nothing that is taken waits for it.")


def refused_words(left: LeftOut, actions: Actions) -> str:
    """Why what must be taken does not hold."""
    missing = joined([missing_words(one) for one in left.missing])
    if left.why == "means":
        return _("What must be taken (%(actions)s) lacks %(missing)s.") % {
            "actions": named(left.together, actions),
            "missing": missing,
        }
    title = named([left.id], actions)
    if left.why == "alternative":
        return _("%(action)s and %(other)s must both be taken, but only one of them can.") % {
            "action": title,
            "other": named(left.by, actions),
        }
    return _("%(action)s must be taken, but needs %(other)s, which is set aside.") % {
        "action": title,
        "other": named(left.by, actions),
    }


def named(names: list[str], actions: Actions) -> str:
    """«A-3 Camping, A-4 Chemin»."""
    return joined([f"{name} {actions[name].title}" if name in actions else name for name in names])


def joined(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(words)s and %(last)s") % {"words": ", ".join(words[:-1]), "last": words[-1]}
