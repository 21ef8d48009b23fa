"""Budgets of size: a file 400 lines, a function 40, a class 15 methods; exceptions are listed with a reason."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
MAX_CLASS_METHODS = 15
SOURCES = {".py", ".ts", ".svelte", ".css", ".html", ".sh"}
EXCEPTIONS = Path("tools/budget_exceptions.toml")


def main() -> int:
    allowed = exceptions()
    excesses = [excess for path in sources() for excess in excesses_of(path)]
    problems = [sentence for place, sentence in excesses if place not in allowed]
    problems += [
        f"{place}: within its budget now, take it out of {EXCEPTIONS}"
        for place in allowed.keys() - dict(excesses).keys()
    ]
    print("\n".join(problems) or "Every file, function and class is within its budget.")
    return 1 if problems else 0


def exceptions() -> dict[str, str]:
    """place ("file" or "file::name") → reason."""
    rows = tomllib.loads(EXCEPTIONS.read_text()).get("exception", [])
    for row in rows:
        if len(row.get("reason", "")) < 20:
            sys.exit(f"{EXCEPTIONS}: {row['place']} has no real reason")
    return {row["place"]: row["reason"] for row in rows}


def sources() -> list[Path]:
    """Files of ours: in git or about to be, hence neither built nor installed; neither generated."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], capture_output=True, text=True, check=True
    )
    paths = [Path(line) for line in listed.stdout.splitlines()]
    return [path for path in paths if path.suffix in SOURCES and path.exists() and not is_generated(path)]


def is_generated(path: Path) -> bool:
    return "migrations" in path.parts or path.parts[:3] == ("frontend", "src", "contract")


def excesses_of(path: Path) -> Iterator[tuple[str, str]]:
    """(place, what is too big) in one file."""
    text = path.read_text()
    if (lines := text.count("\n")) > MAX_FILE_LINES:
        yield str(path), f"{path}: {lines} lines, at most {MAX_FILE_LINES}"
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(text)):
            yield from excesses_of_node(path, node)


def excesses_of_node(path: Path, node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        lines = (node.end_lineno or node.lineno) - node.lineno + 1
        if lines > MAX_FUNCTION_LINES:
            yield (
                f"{path}::{node.name}",
                f"{path}:{node.lineno}: {node.name} has {lines} lines, at most {MAX_FUNCTION_LINES}",
            )
    elif isinstance(node, ast.ClassDef):
        methods = sum(isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) for child in node.body)
        if methods > MAX_CLASS_METHODS:
            yield (
                f"{path}::{node.name}",
                f"{path}:{node.lineno}: {node.name} has {methods} methods, at most {MAX_CLASS_METHODS}",
            )


if __name__ == "__main__":
    sys.exit(main())
