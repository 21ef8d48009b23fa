import json
import subprocess

import pytest
from click.testing import CliRunner

from atelier.agreement.cli import agreement
from atelier.agreement.sentences import REFUSALS, VERDICTS, WARNINGS
from atelier.engines.agreement.colleges import Verdict
from atelier.engines.agreement.refusals import VoteCode
from atelier.engines.agreement.report import Warned
from tests.docs.pages import page, words_in_code
from tests.engines.agreement.conversations import invented, rand
from tests.serving import ATELIER

HEADER = "participant,statement,vote\n"
TWO = "a,s,1\nb,s,-1\n"


@pytest.fixture
def conversation(tmp_path):
    lines, true = invented(60, 20, 2)
    file = tmp_path / "votes.csv"
    file.write_text(HEADER + "".join(f"{person},{what},{vote}\n" for person, what, vote in lines))
    return file, true


def run(tmp_path, *arguments):
    return CliRunner().invoke(agreement, ["groups", *map(str, arguments), "--out", str(tmp_path / "groups.json")])


def written(tmp_path):
    return json.loads((tmp_path / "groups.json").read_text(encoding="utf-8"))


def test_groups_are_written_by_the_command_line_itself(tmp_path, conversation):
    file, true = conversation
    moderation = tmp_path / "statements.csv"
    moderation.write_text("statement,moderated\ns1,-1\ns2,1\ns3,0\ns4,\n")
    out = tmp_path / "groups.json"

    arguments = [str(file), "--statements", str(moderation), "--k", "2", "--draws", "5", "--out", str(out)]
    answer = subprocess.run([*ATELIER, "agreement", "groups", *arguments], capture_output=True, text=True, check=True)

    found = json.loads(out.read_text(encoding="utf-8"))
    assert rand(found["participants"], true) >= 0.85
    assert found["moderated"] == ["s1"]
    assert answer.stdout.splitlines()[1].startswith("A: ")
    assert answer.stderr == ""


def test_file_in_another_order_gives_the_same_answer(tmp_path, conversation):
    file, _ = conversation
    run(tmp_path, file)
    before = written(tmp_path)
    header, *lines = file.read_text().splitlines(keepends=True)
    file.write_text(header + "".join(reversed(lines)))

    run(tmp_path, file)

    assert written(tmp_path) == before


def test_groups_of_before_keep_their_letters(tmp_path, conversation):
    file, _ = conversation
    run(tmp_path, file)
    before = written(tmp_path)
    swapped = {person: {"A": "B", "B": "A"}[letter] for person, letter in before["participants"].items()}
    previous = tmp_path / "previous.json"
    previous.write_text(json.dumps({"participants": swapped}))

    run(tmp_path, file, "--previous", previous)

    assert written(tmp_path)["participants"] == swapped


def test_few_people_are_told_by_college(tmp_path):
    file, people = tmp_path / "votes.csv", tmp_path / "people.csv"
    file.write_bytes("\ufeffParticipant;Statement;Vote;Note\na;Haie;1;x\nb;Haie;−1;\n\nb;Haie;1;\nc;Haie;\n".encode())
    people.write_bytes("participant;college\na;élus\nb;habitants\n".encode("cp1252"))

    answer = run(tmp_path, file, "--participants", people)

    assert answer.output == "n = 2, 2 votes.\nHaie: all colleges agree, 2/0/0 agree/disagree/pass\n"
    assert written(tmp_path)["regime"] == "colleges"


def test_college_may_stand_with_the_votes(tmp_path):
    file = tmp_path / "votes.csv"
    file.write_text("college,participant,statement,vote\nélus,a,s,1\nhabitants,b,s,-1\n,c,t,1\n", encoding="utf-8")

    answer = run(tmp_path, file)

    assert "s: only élus agrees ((no college): no vote), 1/1/0" in answer.output
    assert "t: one college voted: (no college), 1/0/0" in answer.output


@pytest.mark.parametrize(
    ("body", "arguments", "sentence"),
    [
        ("", (), "has no column “participant”"),
        (HEADER, (), "votes.csv holds no vote."),
        ("participant,vote\na,1\n", (), "votes.csv has no column “statement”."),
        (HEADER + "a,s,1\nb,s,oui\n", (), "votes.csv, line 3: “oui” is not a vote."),
        (HEADER + "a,s,2\n", (), "line 2: “2” is not a vote."),
        (HEADER + "a,s\n", (), "line 2: a column is missing."),
        (HEADER + ",s,1\n", (), "line 2: who voted, or on what, is not said."),
        (HEADER + "a,s,1\na,t,1\n", (), "One person voted in votes.csv: agreement takes two."),
        (HEADER + TWO, ("--k", "3"), "3 groups cannot be made: people hold 2 different positions."),
        (HEADER + TWO, ("--k", "2", "--statements", "s,-1"), "Every statement was moderated out"),
        (HEADER + TWO, ("--statements", "s,peut-être"), "line 2: “peut-être” is not a moderation."),
        (HEADER + TWO, ("--previous", "[]"), "previous.json is not a file of groups written by this command."),
    ],
)
def test_bad_file_is_refused_with_a_sentence(tmp_path, body, arguments, sentence):
    file = tmp_path / "votes.csv"
    file.write_text(body)
    named = []
    for word in arguments:
        if named and named[-1] in {"--statements", "--previous"}:
            (tmp_path / f"{named[-1][2:]}.json").write_text(f"statement,moderated\n{word}\n" if "," in word else word)
            word = tmp_path / f"{named[-1][2:]}.json"
        named.append(word)

    answer = run(tmp_path, file, *named)

    assert answer.exit_code == 1, answer.output
    assert sentence in answer.output
    assert not (tmp_path / "groups.json").exists()


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "votes.csv"
    file.write_bytes(bytes(range(256)) * 10)

    answer = run(tmp_path, file)

    assert answer.exit_code == 1
    assert "votes.csv cannot be read as a CSV file" in answer.output


def test_every_code_has_its_sentence_and_its_line_in_the_reference():
    said = words_in_code(page("reference/agreement.md"))

    for codes, sentences in ((VoteCode, REFUSALS), (Warned, WARNINGS), (Verdict, VERDICTS)):
        assert set(sentences) == set(codes)
        assert {code.value for code in codes} - said == set()


def test_reference_says_every_key_of_the_answer(tmp_path, conversation):
    file, _ = conversation
    said = words_in_code(page("reference/agreement.md"))
    keys = set()
    for small_under in ("0", "1000"):
        run(tmp_path, file, "--small-under", small_under, "--draws", "1")
        found = written(tmp_path)
        kept = [one for many in found["representative"].values() for one in many]
        keys |= {*found, *(key for one in [*found["groups"], *found.get("statements", []), *kept] for key in one)}

    assert keys - said == set()
