"""What is wrong with a photograph, said so that whoever holds the telephone knows what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from atelier.engines.paper.reading.refusals import PhotoCode, PhotoUnreadable, Remark, RemarkCode

PLACES = (
    _("top left"),
    _("top middle"),
    _("top right"),
    _("right middle"),
    _("bottom right"),
    _("bottom middle"),
    _("bottom left"),
    _("left middle"),
)
PHOTO_SENTENCES: dict[PhotoCode, str | Promise] = {
    PhotoCode.NOT_AN_IMAGE: _("This file is not a picture that can be opened: JPEG, PNG, HEIC, TIFF or WebP."),
    PhotoCode.TRUNCATED: _("This picture is cut short: send it again."),
    PhotoCode.TOO_HEAVY: _("This file weighs %(weight)s MB; %(most)s MB at most."),
    PhotoCode.TOO_LARGE: _("This picture is too large: %(most)s megapixels at most."),
    PhotoCode.TOO_SMALL: _("This picture is %(width)s × %(height)s pixels: send the photograph itself."),
    PhotoCode.NO_FILE: _("This file cannot be opened (%(reason)s)."),
    PhotoCode.TOO_DARK: _("The photograph is too dark: no marker is seen. Take it again with more light."),
    PhotoCode.BLURRED: _("The photograph is blurred: no marker is seen. Hold still and take it again."),
    PhotoCode.NO_MARKERS: _(
        "No sheet of ours is seen: no black squares around a map. If it is one, come closer and take it whole."
    ),
    PhotoCode.TOO_FEW_MARKERS: _(
        "Too few markers are seen (missing: %(missing)s). Take the whole sheet, flat, its black squares visible."
    ),
    PhotoCode.PAGE_WITHOUT_FRAME: _("The QR is seen but not the black squares around the map: take the whole sheet."),
    PhotoCode.ANOTHER_MAP: _("The QR of this page is not one of ours: this sheet was not printed by Atelier."),
    PhotoCode.UNKNOWN_SHEET: _(
        "This sheet is not known here, and its QR cannot be read: "
        "take the photograph again with the QR sharp (bottom right)."
    ),
    PhotoCode.NEWER: _("This sheet was printed by a later version of Atelier: bring this one up to date."),
    PhotoCode.PRINT_UNKNOWN: _(
        "Sheet %(sheet)s is one of ours, but its print is not known here: bring its PDF and its description."
    ),
    PhotoCode.TOO_FAR: _("Sheet %(sheet)s is too small in the picture: come closer, or send the photograph itself."),
    PhotoCode.ALREADY_READ: _("This photograph was already read, as %(name)s."),
    PhotoCode.TOO_MANY_WAITING: _("%(most)s photographs wait to be read already: send this one a little later."),
    PhotoCode.BROKEN: _("Reading this photograph failed on our side. It is kept: tell the facilitator."),
}
REMARK_SENTENCES: dict[RemarkCode, str | Promise] = {
    RemarkCode.MARKERS_MISSING: _(
        "Markers not seen: %(missing)s. What is drawn near them may be a little displaced: check it."
    ),
    RemarkCode.REFLECTION: _(
        "%(percent)s%% of the sheet is burnt by a reflection: ink there is lost. Turn away from the lamp and take it "
        "again."
    ),
    RemarkCode.SEVERAL_SHEETS: _("%(count)s sheets are in this photograph: each is read on its own."),
    RemarkCode.LEGEND_CHANGED: _(
        "Sheet %(sheet)s bears a legend that has changed since: colours are read, check their meanings."
    ),
}


def photo_sentence(code: str, values: Mapping[str, Any]) -> str:
    """Of a kept code and its values."""
    return str(PHOTO_SENTENCES[PhotoCode(code)]) % _worded(values)


def refusal_sentence(refused: PhotoUnreadable) -> str:
    return photo_sentence(refused.code, refused.values)


def remark_sentence(remark: Remark) -> str:
    return remark_sentence_of(remark.code, remark.values)


def remark_sentence_of(code: str, values: Mapping[str, Any]) -> str:
    """Of a kept code and its values."""
    return str(REMARK_SENTENCES[RemarkCode(code)]) % _worded(values)


def _worded(values: Mapping[str, Any]) -> dict[str, Any]:
    """Places of markers as words."""
    said = dict(values)
    if "missing" in said:
        said["missing"] = ", ".join(str(PLACES[place]) for place in said["missing"])
    return said
