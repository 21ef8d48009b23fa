"""Every verb written about an atelier is told, counted, or silent on purpose."""

import ast
import re
from pathlib import Path

import atelier
from atelier.ateliers.notebook.sentences import known_verbs, sentence_of, sentence_of_count, told_verbs

HOUSE = Path(atelier.__file__).parent
ABOUT_NO_ATELIER = {"common", "engines", "people", "programme", "procurement", "territories", "site"}
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
ELSEWHERE = {"account.arrived"}  # about an account


def verbs_of(path):
    """What `record` is called with in a file, conditions unfolded; and what is handed to a helper that records."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    records = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "record" and call.args]
    through_helper = any(isinstance(call.args[0], ast.Name) for call in records)
    first = [call.args[0] for call in records]
    handed = [part for call in calls for part in call.args] if through_helper else []
    for part in [*first, *handed]:
        for node in ast.walk(part) if not isinstance(part, ast.JoinedStr) else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and VERB.fullmatch(node.value):
                yield node.value
    for part in first:
        if isinstance(part, ast.JoinedStr):
            yield f"{part.values[0].value}*"


def rooms():
    return [room for room in HOUSE.iterdir() if room.is_dir() and room.name not in ABOUT_NO_ATELIER]


def test_every_verb_about_an_atelier_was_thought_about():
    written = {verb for room in rooms() for path in room.rglob("*.py") for verb in verbs_of(path)} - ELSEWHERE
    known = known_verbs()

    forgotten = {verb for verb in written if not verb.endswith("*") and verb not in known}
    families = {verb for verb in written if verb.endswith("*") and not any(one.startswith(verb[:-1]) for one in known)}

    assert len(written) > 60
    assert forgotten | families == set()


def test_every_sentence_stands_even_when_an_old_row_says_little():
    for verb in told_verbs():
        assert sentence_of(verb, "", {}).strip(), verb


def test_counts_are_said_in_french():
    assert sentence_of_count("seat.taken", 3) == "3 personnes se sont assises à une table."


def test_days_are_said_as_people_say_them():
    assert "9 février 2027" in sentence_of("workshop.dated", "Atelier 2", {"held_on": "2027-02-09"})
