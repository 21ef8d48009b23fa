"""Write the live contract for TypeScript: its JSON schema, then (by npm run types) its types."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from atelier.engines.journal.schema import contract_schema

FOLDER = Path("frontend/src/contract")


def main() -> int:
    """Write both files; with --check, say whether they were already right."""
    before = [path.read_text() if path.exists() else "" for path in _paths()]
    (FOLDER / "live.schema.json").write_text(json.dumps(contract_schema(), indent=1, ensure_ascii=False) + "\n")
    subprocess.run(["npm", "run", "--silent", "types"], check=True)
    if "--check" in sys.argv and before != [path.read_text() for path in _paths()]:
        print("The contract changed: run `make types` and commit frontend/src/contract.")
        return 1
    return 0


def _paths() -> list[Path]:
    return [FOLDER / "live.schema.json", FOLDER / "live.ts"]


if __name__ == "__main__":
    sys.exit(main())
