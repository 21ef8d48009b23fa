"""What the command line says of votes. English until a screen asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from atelier.engines.agreement.colleges import UNSAID, Verdict
from atelier.engines.agreement.refusals import VoteCode, VotesRefused
from atelier.engines.agreement.report import Warned
from atelier.engines.agreement.zones import DrawingsCode, DrawingsRefused, Zone

REFUSALS = {
    VoteCode.UNREADABLE: "{file} cannot be read as a CSV file. Save it as CSV, UTF-8.",
    VoteCode.EMPTY: "{file} holds no vote. Give a line for each vote: participant,statement,vote.",
    VoteCode.NO_COLUMN: "{file} has no column “{column}”. Its first line names the columns.",
    VoteCode.SHORT_LINE: "{file}, line {line}: a column is missing.",
    VoteCode.NO_NAME: "{file}, line {line}: who voted, or on what, is not said.",
    VoteCode.NOT_A_VOTE: "{file}, line {line}: “{vote}” is not a vote. Write 1 (agree), -1 (disagree) or 0 (pass).",
    VoteCode.NOT_A_MODERATION: "{file}, line {line}: “{value}” is not a moderation. Write -1 to put it aside.",
    VoteCode.ONE_PERSON: "One person voted in {file}: agreement takes two.",
    VoteCode.ALL_MODERATED: "Every statement was moderated out: nothing is left to compare.",
    VoteCode.TOO_MANY_GROUPS: "{asked} groups cannot be made: people hold {most} different positions.",
    VoteCode.NOT_GROUPS: "{file} is not a file of groups written by this command.",
}
DRAWINGS = {
    DrawingsCode.NOT_DRAWINGS: "{file} is not a GeoJSON collection of drawings. Export the tables as GeoJSON.",
    DrawingsCode.NOT_SAID: "{file}, feature {number}: its table (table) or its meaning (legende) is not said.",
    DrawingsCode.NOT_ON_EARTH: "A drawing of {table} is not in longitude and latitude.",
    DrawingsCode.ONE_TABLE: "Drawings of one table only: agreement takes two.",
    DrawingsCode.NOT_A_PAIR: "“{said}” does not oppose two meanings. Write “Protect=Build”, as the pencils are called.",
    DrawingsCode.UNKNOWN_MEANING: "No drawing means “{meaning}”. The meanings are: {known}.",
}
WARNINGS = {
    Warned.FEW_PEOPLE: "{people} people only: two axes cannot hold several groups. Read these as a hint, not a result.",
    Warned.ONE_GROUP: "Everybody voted alike: there is one group.",
    Warned.UNSTABLE: "These groups are fragile: drawn {draws} times again, they agree with themselves at {overall} "
    "(1: always the same; 0: chance).",
    Warned.LEFT_OUT: "{people} people voted on too few statements to be placed in a group.",
}
VERDICTS = {
    Verdict.ALL_AGREE: "all colleges agree",
    Verdict.ALL_DISAGREE: "all colleges disagree",
    Verdict.ONLY: "only {agreeing} agrees",
    Verdict.DIVIDED: "divided",
    Verdict.ONE_HEARD: "one college voted: {heard}",
}


def refusal(refused: VotesRefused) -> str:
    return REFUSALS[refused.code].format(**refused.values)


def lines(report: dict[str, Any]) -> Iterator[str]:
    """The report as a few lines for whoever ran the command; the file holds the rest."""
    yield f"n = {report['people']}, {report['votes']} votes."
    if report["regime"] == "colleges":
        yield from (_verdict(one) for one in report["statements"])
        return
    for group in report["groups"]:
        yield f"{group['id']}: {group['people']} people, stability {group['stability']:.2f}"


def warnings(report: dict[str, Any]) -> Iterator[str]:
    for one in report["warnings"]:
        yield WARNINGS[one["code"]].format(**one)


def drawings_refusal(refused: DrawingsRefused) -> str:
    return DRAWINGS[refused.code].format(**refused.values)


def zone_lines(zones: Iterable[Zone]) -> Iterator[str]:
    found = list(zones)
    tensions = sum(bool(zone.against) for zone in found)
    yield f"{len(found) - tensions} agreement zones, {tensions} tension zones."
    for zone in found:
        against = f" / {zone.opposite}: {', '.join(zone.against)}" if zone.against else ""
        yield f"{zone.meaning}: {', '.join(zone.tables)}{against}, {zone.area_m2 / 10_000:.1f} ha"


def _verdict(one: dict[str, Any]) -> str:
    heard = [college for college in one["counts"] if college not in one["silent"]]
    said = VERDICTS[one["verdict"]].format(agreeing=_colleges(one["agreeing"]), heard=_colleges(heard))
    silent = f" ({_colleges(one['silent'])}: no vote)" if one["silent"] and one["verdict"] != Verdict.ONE_HEARD else ""
    totals = (sum(votes[kind] for votes in one["counts"].values()) for kind in ("agree", "disagree", "pass"))
    return f"{one['statement']}: {said}{silent}, {'/'.join(str(total) for total in totals)} agree/disagree/pass"


def _colleges(names: list[str]) -> str:
    return ", ".join("(no college)" if name == UNSAID else name for name in names)
