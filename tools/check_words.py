"""Words that may not stand in the sources: what would weaken the content policy, or tie us to a place."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = r"\.html$"
PYTHON = r"\.py$"
FRONT = r"\.(ts|svelte)$"
LOCKS = r"(^requirements/.*\.txt|package-lock\.json)$"
OURS = r"\.(py|ts|svelte|css|html|sh|toml|json|md|yml|txt|in)$|^Makefile$|^\.ci/"

# Trusted markup is made in these places only, from text escaped there: (file, reason).
TRUSTED_MARKUP = {
    "src/atelier/agreement/results/opinion_map.py": "a thousand signs drawn from whole numbers",
    "src/atelier/agreement/results/reading.py": "a thousand rows of numbers, whose one word is escaped",
    "src/atelier/common/moulds.py": "drawn by templates, filled with words escaped one by one",
    "src/atelier/common/templatetags/components.py": "the components' markup, whose slots are rendered templates",
    "src/atelier/common/templatetags/shell.py": "constants of the page's frame",
}


@dataclass(frozen=True)
class Rule:
    """`pattern` may not stand in files whose path matches `where`."""

    where: str
    pattern: str
    why: str
    flags: int = re.IGNORECASE


RULES = [
    Rule(LOCKS, r'"resolved"\s*:', "a download address: .npmrc keeps them out of the lock"),
    Rule(r"^requirements/", r"--(extra-)?index-url|--find-links|https?://", "a registry host in a lock"),
    Rule(
        TEMPLATES,
        r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)[^>]*>",
        "an inline script: the policy blocks it",
    ),
    Rule(TEMPLATES, r"<style[\s>]|\sstyle\s*=", "an inline style: the policy blocks it"),
    Rule(TEMPLATES, r"\son[a-z]+\s*=\s*[\"']", "an inline event handler: the policy blocks it"),
    Rule(TEMPLATES, r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b", "unescaped text"),
    Rule(TEMPLATES, r"(src|href)\s*=\s*[\"'](https?:)?//[^\"']+\.(js|css|woff2?)\b", "something fetched from outside"),
    Rule(PYTHON, r"\bmark_safe\(|\bSafe(String|Text)\(", "trusted markup outside TRUSTED_MARKUP"),
    Rule(
        FRONT,
        r"\.(inner|outer)HTML\b|insertAdjacentHTML|\{@html|document\.write\(|\beval\(|new Function\(",
        "markup or code from text",
    ),
    Rule(FRONT, r":\s*any\b|\bas any\b|<any>|@ts-(ignore|nocheck)", "types switched off", 0),
    Rule(r"^tests/browser/.*\.py$", r"wait_for_timeout|time\.sleep\(", "waiting for a time: wait for a state"),
    Rule(OURS, r"unsafe-(inline|eval|hashes)", "a hole in the content policy"),
]
HERE = {"tools/check_words.py", "tests/site/test_checks.py"}
TALKING = re.compile(r"^(docs/|README|CHANGELOG|CONTRIBUTING|SECURITY)")


def main() -> int:
    problems = [problem for path in files() for problem in problems_of(path, Path(path).read_text())]
    print("\n".join(problems) or "Nothing forbidden.")
    return 1 if problems else 0


def files() -> list[str]:
    """Text of ours, in git or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    return [
        path
        for path in listed.stdout.splitlines()
        if re.search(OURS, path) and path not in HERE and Path(path).exists()
    ]


def problems_of(path: str, text: str) -> Iterator[str]:
    """Every rule broken by one file, with its line. Papers may name what they forbid."""
    if TALKING.match(path):
        return
    for rule in RULES:
        if not re.search(rule.where, path) or ("mark_safe" in rule.pattern and path in TRUSTED_MARKUP):
            continue
        for found in re.finditer(rule.pattern, text, rule.flags):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}: {found.group().strip()!r}: {rule.why}"


if __name__ == "__main__":
    sys.exit(main())
