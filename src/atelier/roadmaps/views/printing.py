"""What leaves on paper: the sheet of an action, the calendar, the official roadmap. Typst, tagged; French."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from atelier.ateliers.models import Atelier
from atelier.engines.typesetting.typeset import Files, typeset_pdf
from atelier.roadmaps.bearing.enums import BearerKind
from atelier.roadmaps.freezing.content import action_content, actions_in
from atelier.roadmaps.freezing.models import RoadmapVersion
from atelier.roadmaps.freezing.printing import bearer_words, paragraphs, sheet_words, signatories, total_words
from atelier.roadmaps.freezing.words import day, period
from atelier.roadmaps.plan.models import Action, Roadmap
from atelier.roadmaps.plan.queries import actions_of
from atelier.roadmaps.plan.remarks import remarks_of
from atelier.roadmaps.views.drawings import SHEET_MM, drawing_of, known_ground, placed
from atelier.roadmaps.views.gantt import draw_gantt
from atelier.roadmaps.views.maps import Placed, geojson_text, marks_svg

LAYOUTS = Path(__file__).parent / "layouts"
COVER_MM = (174.0, 108.0)
TALL = 225 / 392  # of the calendar on an A3: what is taller than that is fitted by its height
Values = dict[str, Any]


def sheet_pdf(action: Action) -> bytes:
    """One action on A4. `action` was read with actions_of."""
    atelier = action.roadmap.atelier
    with override("fr"):
        files: dict[str, str | bytes | Path] = {}
        sheet = sheet_words(action_content(action), action.axis.title)
        sheet["map"] = _plate(atelier.site, placed([action]), SHEET_MM, files, "action")
        values = {
            "sheet": sheet,
            "words": _words(),
            "foot": f"{action.roadmap.title} · {day(timezone.localdate())}",
            "demo": _demo(atelier),
        }
        return _typeset("sheet", values, files)


def timeline_pdf(roadmap: Roadmap) -> bytes:
    """The calendar on A3."""
    with override("fr"):
        actions, today = list(actions_of(roadmap)), timezone.localdate()
        drawn = draw_gantt(actions, today)
        svg = render_to_string("roadmaps/gantt.html", {"gantt": drawn})
        values = {
            "title": _("Schedule of the actions"),
            "atelier": f"{roadmap.title} · {roadmap.atelier.title}",
            "alternative": _("Drawing of the calendar: the table on the next page says the same."),
            "heads": [_("Action"), _("Title"), _("Begins on"), _("Ends on"), _("Waits for"), _("To be looked at")],
            "rows": [
                [one.name, one.title, day(one.starts_on) or "–", day(one.ends_on) or "–",
                 ", ".join(wait.before.name for wait in one.waits.all()) or "–", " ".join(remarks_of(one)) or "–"]
                for one in actions
            ],
            "foot": _("Drawn on %(day)s") % {"day": day(today)},
            "demo": _demo(roadmap.atelier),
            "is_tall": drawn.height / drawn.width > TALL,
        }  # fmt: skip
        return _typeset("calendar", values, {"calendar.svg": svg})


def version_pdf(version: RoadmapVersion) -> bytes:
    """The official roadmap, made from its frozen content alone: the same words whatever became of the plan since."""
    atelier, content = version.roadmap.atelier, version.content
    with override("fr"):
        files: dict[str, str | bytes | Path] = {}
        shown = placed_in(content)
        values = {
            "eyebrow": _("Roadmap"),
            "title": content["title"],
            "vision": content["vision"],
            "atelier": content["atelier"]["title"],
            "territory": content["atelier"]["territory"],
            "version": _("Version %(number)s") % {"number": version.number},
            "frozen": day(timezone.localdate(version.frozen_at)),
            "count": str(len(actions_in(content))),
            "reason": version.reason if version.number > 1 or content["left_out"] else "",
            "sha256": version.sha256,
            "map": _plate(atelier.site, shown, COVER_MM, files, "cover"),
            "axes": [_axis(axis) for axis in content["axes"]],
            "left_out": content["left_out"],
            "sheets": list(_sheets(atelier.site, content, shown, files)),
            "signatures": _signatures(content),
            "words": _words(),
            "foot": _("%(title)s, version %(number)s · SHA-256 %(sha256)s")
            % {"title": content["title"], "number": version.number, "sha256": version.sha256},
            "demo": _demo(atelier),
        }
        return _typeset("official", values, files)


def placed_in(content: Values) -> list[Placed]:
    """The actions of a frozen version that have a place."""
    return [
        Placed(action["name"], action["title"], geojson_text(action["place"]), rank)
        for rank, axis in enumerate(content["axes"])
        for action in axis["actions"]
        if action["place"]
    ]


def _sheets(site: str, content: Values, shown: list[Placed], files: dict[str, Any]) -> Any:
    by_name = {one.label: one for one in shown}
    for axis in content["axes"]:
        for action in axis["actions"]:
            words = sheet_words(action, axis["title"])
            mine = [by_name[action["name"]]] if action["name"] in by_name else []
            words["map"] = _plate(site, mine, SHEET_MM, files, action["id"])
            yield words


def _axis(axis: Values) -> Values:
    rows = [
        [
            one["name"],
            one["title"],
            period(one["starts_on"], one["ends_on"]) or "–",
            *(bearer_words(one, kind)["name"] for kind in BearerKind),
            total_words(one) or "–",
        ]
        for one in axis["actions"]
    ]
    return {"title": axis["title"], "text": paragraphs(axis["text"]), "rows": rows}


def _signatures(content: Values) -> list[Values]:
    people = signatories(actions_in(content))
    titles = {BearerKind.ELECTED: _("For the local authorities"), BearerKind.STATE: _("For the State")}
    return [
        {"title": title, "people": [one for one in people if one["side"] == kind]} for kind, title in titles.items()
    ]


def _plate(
    site: str, shown: list[Placed], size_mm: tuple[float, float], files: dict[str, Any], name: str
) -> Values | None:
    """The two files of a map, and what it says to who does not see it; None where nothing has a place."""
    drawing = drawing_of(shown, size_mm)
    if drawing is None:
        return None
    names = {"ground": f"{name}-ground.svg", "marks": f"{name}-marks.svg"}
    files[names["ground"]] = known_ground(site, drawing.frame)
    files[names["marks"]] = marks_svg(drawing.marks, drawing.frame, title=_("Map of the actions"))
    said = ", ".join(f"{one.label} {one.title}" for one in shown)
    return {**names, "height": size_mm[1], "words": _("Map at 1:%(scale)s: %(actions)s") % {
        "scale": round(drawing.frame.scale), "actions": said,
    }}  # fmt: skip


def _typeset(layout: str, values: Values, files: Files) -> bytes:
    return typeset_pdf(LAYOUTS / f"{layout}.typ", values, files={**files, "parts.typ": LAYOUTS / "parts.typ"})


def _demo(atelier: Atelier) -> str:
    return _("Demonstration: the people and the words are invented.") if atelier.is_demo else ""


def _words() -> Values:
    """The labels of the layouts."""
    return {
        "status": _("Status"),
        "calendar": _("Schedule"),
        "undated": _("no dates yet"),
        "origin": _("Origin"),
        "human": _("Human means"),
        "days": _("person-days"),
        "partners": _("Partners"),
        "waits": _("Waits for"),
        "plans": _("Documents and programmes"),
        "funding": _("Funding"),
        "funding_heads": [_("What for"), _("Funder, programme"), _("State of the money"), _("Amount")],
        "indicators": _("Indicators"),
        "indicator_heads": [_("Indicator"), _("Today"), _("Aimed at")],
        "gates": _("Blockages to lift first"),
        "comes_from": _("Where it comes from"),
        "version": _("Version"),
        "frozen": _("Made official on"),
        "actions": _("Actions"),
        "reason": _("What changed:"),
        "fingerprint": _("Fingerprint (SHA-256) of the content, to check this paper against the public page:"),
        "table": _("Axes and actions"),
        "heads": [
            _("No."), _("Action"), _("Schedule"), str(BearerKind.ELECTED.label), str(BearerKind.STATE.label),
            _("Amount"),
        ],
        "empty_axis": _("No action under this axis in this version."),
        "left_out": _("Left out of this version"),
        "left_out_why": _("These actions are not confirmed by both of their bearers, or were abandoned."),
        "signatures": _("Signatures"),
        "commitment": _(
            "The undersigned commit to carry out, together, the actions against which their names stand, with the means"
            " and in the time written on each sheet."
        ),
        "carries": _("carries"),
        "date": _("Date"),
        "signature": _("Signature"),
    }  # fmt: skip
