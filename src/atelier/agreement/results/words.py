"""Verdicts and warnings of the engine, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from atelier.engines.agreement.colleges import Verdict
from atelier.engines.agreement.report import Warned
from atelier.people.enums import College


def college_name(college: str) -> str:
    """A college as people call it; '' is nobody's."""
    return str(College(college).label) if college in College.values else _("College not said")


def verdict_words(counted: dict[str, Any]) -> str:
    """The verdict of a statement, with the colleges that did not vote on it."""
    silent = [college_name(one) for one in counted["silent"]]
    said = _verdict(counted)
    return said + " " + _("No vote: %(colleges)s.") % {"colleges": ", ".join(silent)} if silent else said


def warning_words(warning: dict[str, Any]) -> str:
    sentences = {
        Warned.FEW_PEOPLE: _("%(people)s people only: two axes cannot hold several groups. Read these as a hint."),
        Warned.ONE_GROUP: _("Everybody voted alike: there is one group."),
        Warned.UNSTABLE: _("These groups are fragile: other people drawn at random would not make the same ones."),
        Warned.LEFT_OUT: _("%(people)s people voted on too few statements to be placed in a group."),
    }
    return sentences[Warned(warning["code"])] % warning


def _verdict(counted: dict[str, Any]) -> str:
    several = len(counted["counts"]) - len(counted["silent"]) > 1
    agreeing = [college_name(one) for one in counted["agreeing"]]
    match Verdict(counted["verdict"]):
        case Verdict.ALL_AGREE:
            return _("All colleges agree.") if several else _("Most agree.")
        case Verdict.ALL_DISAGREE:
            return _("All colleges disagree.") if several else _("Most disagree.")
        case Verdict.ONLY:
            return _("Only one college agrees: %(college)s.") % {"college": agreeing[0]}
        case Verdict.ONE_HEARD:
            return _("One college alone voted.")
        case _:
            return _("Colleges are divided.") if several else _("Opinions are divided.")
