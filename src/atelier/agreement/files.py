"""The files of a conversation, read together."""

from __future__ import annotations

import json
from pathlib import Path

from atelier.engines.agreement.reading import read_colleges, read_moderated, read_votes
from atelier.engines.agreement.refusals import VoteCode, VotesRefused
from atelier.engines.agreement.votes import Votes


def read_all(votes: Path, statements: Path | None, participants: Path | None) -> tuple[Votes, dict[str, str]]:
    """The votes, moderated statements marked, and colleges by person, of whom the second file knows better."""
    read, college = read_votes(votes)
    if statements:
        read = read.without(read_moderated(statements))
    if participants:
        college = {**college, **read_colleges(participants)}
    return read, college


def letters_of(previous: Path) -> dict[str, str]:
    """The letter each person had in a groups.json. Raises VotesRefused."""
    try:
        people = json.loads(previous.read_text(encoding="utf-8"))["participants"]
        return {str(person): str(letter) for person, letter in people.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise VotesRefused(VoteCode.NOT_GROUPS, file=previous.name) from None
