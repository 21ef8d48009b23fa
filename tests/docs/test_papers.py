"""Papers that lie are worse than none: links lead somewhere, commands exist, versions agree."""

import re
import tomllib

import pytest

from atelier import __version__
from tests.docs.pages import DOCS, ROOT, page, papers

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)[^)]*\)")
SECTIONS = ["## Context", "## Options", "## Choice", "## Consequences"]


@pytest.mark.parametrize("paper", papers(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_of_a_paper_lead_to_files_that_exist(paper):
    links = LINK.findall(paper.read_text(encoding="utf-8"))

    assert [link for link in links if not (paper.parent / link).exists()] == []


@pytest.mark.parametrize("paper", papers(), ids=lambda path: str(path.relative_to(ROOT)))
def test_make_commands_of_a_paper_exist(paper):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^|    )make ([a-z-]+)", paper.read_text(encoding="utf-8"), re.MULTILINE))

    assert named - targets == set()


def test_decisions_are_numbered_without_a_gap_and_say_their_four_parts():
    decisions = sorted((DOCS / "adr").glob("[0-9]*.md"))

    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if line.startswith("## ")] == SECTIONS, path.name
        assert f"({path.name})" in page("adr/README.md"), path.name


def test_version_is_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    published = re.search(r'^softwareVersion: "?([\d.]+)"?$', (ROOT / "publiccode.yml").read_text(), re.MULTILINE)

    assert project["version"] == __version__
    assert published
    assert published.group(1) == __version__


def test_guides_and_glossary_are_reached_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    expected = {f"docs/guides/{name}.md" for name in ("facilitator", "state-service", "team", "self-hoster")}

    assert {*expected, "docs/glossary.md"} - set(LINK.findall(readme)) == set()
