"""What is said of a list that cannot be read, and of each of its lines."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.common.errors import DomainError
from atelier.engines.lists.reading import MOST_COLUMNS, MOST_ROWS, ListCode, ListRefused
from atelier.participants.importing.comparing import Remark

LIST_SENTENCES: dict[ListCode, Promise] = {
    ListCode.UNREADABLE: _("This is no list that can be read. Save it as CSV, XLSX or ODS, then bring it again."),
    ListCode.EMPTY: _("There is nobody in this list: a line of headings, then a line a person."),
    ListCode.TOO_MANY_ROWS: _("More than %(rows)s lines: cut the list into several, then bring them one by one."),
    ListCode.TOO_MANY_COLUMNS: _("More than %(columns)s columns: keep those that serve, then bring the list again."),
    ListCode.TOO_HEAVY: _("This file opens into something far too large. Save the list alone, then bring it again."),
}
REMARK_SENTENCES: dict[str, Promise] = {
    "no_name": _("No name."),
    "no_college": _("No college. Choose one for the lines that say none."),
    "wrong_address": _("“%(value)s” is not an e-mail address."),
    "unknown_college": _("“%(value)s” is none of the colleges."),
    "unknown_commune": _("“%(value)s”: no commune of this name, or several. The line is taken without it."),
}
FIELD_NAMES: dict[str, Promise] = {
    "name": _("First name and name"),
    "first_name": _("First name"),
    "last_name": _("Name"),
    "email": _("E-mail address"),
    "phone": _("Telephone"),
    "organisation": _("Organisation"),
    "function": _("Function"),
    "college": _("College"),
    "sub_kind": _("Type"),
    "commune": _("Commune"),
    "discipline": _("Discipline"),
}


class ListNotRead(DomainError):
    """The file is not a list; says why."""

    code, http_status = "list_not_read", HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(self, refused: ListRefused) -> None:
        self.reason = refused.code
        super().__init__(rows=MOST_ROWS, columns=MOST_COLUMNS)

    @property
    def wording(self) -> str | Promise:
        return LIST_SENTENCES[self.reason]


class ContactsChanged(DomainError):
    code = "contacts_changed"
    message = _("The contacts have changed since you looked. Nothing was written: look at the list again.")


def remark_sentence(remark: Remark) -> str:
    return str(REMARK_SENTENCES[remark.code]) % {"value": remark.value}
