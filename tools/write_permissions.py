"""The tables of abilities in docs/reference/permissions.md, written from the rules themselves: `--check` compares.

A rule is asked about each role that exists; nobody fills the table by hand.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PAGE = Path("docs/reference/permissions.md")
BLOCK = re.compile(r"(<!-- rules: (\w+) -->\n).*?(<!-- end of rules -->)", re.DOTALL)


def written(text: str) -> str:
    """The page with its tables as the rules are now."""
    tables = {"atelier": atelier_table, "register": register_table}
    return BLOCK.sub(lambda found: f"{found[1]}\n{tables[found[2]]()}\n\n{found[3]}", text)


def atelier_table() -> str:
    from atelier.site.abilities import ABILITIES

    atelier, viewers = atelier_viewers()
    rows = {name: [rule(viewer, atelier) for viewer in viewers.values()] for name, rule in ABILITIES.items()}
    return table(list(viewers), rows)


def atelier_viewers() -> tuple[Any, dict[str, Any]]:
    """An atelier and who may stand before it; nothing of it is in a database."""
    from atelier.ateliers.enums import Role
    from atelier.ateliers.models import AccessToken, Atelier
    from atelier.ateliers.viewer import Viewer

    atelier = Atelier(pk=1, slug="ici")
    viewers = {"administrator": Viewer(account=account(is_administrator=True), _roles={})}
    viewers |= {role.value: Viewer(account=account(), _roles={1: role.value}) for role in Role}
    viewers["national team"] = Viewer(account=account("national"), _roles={})
    viewers["State agent"] = Viewer(account=account("departmental"), _roles={})
    viewers["token of this atelier"] = Viewer(token=AccessToken(atelier_id=1))
    viewers["token of another"] = Viewer(token=AccessToken(atelier_id=2))
    viewers["seat, wall, visitor"] = Viewer()
    return atelier, viewers


def register_table() -> str:
    from atelier.people.rules import PEOPLE_RULES

    accounts = register_accounts()
    rows = {name: [rule(one) for one in accounts.values()] for name, rule in PEOPLE_RULES.items()}
    return table(list(accounts), rows)


def register_accounts() -> dict[str, Any]:
    kinds = {"national team": "national", "DREAL": "regional", "DDT": "departmental", "local authority": "commune"}
    found: dict[str, Any] = {"administrator": account(is_administrator=True)}
    found |= {who: account(kind) for who, kind in kinds.items()}
    return {**found, "other account": account(), "visitor": None}


def account(kind: str = "", *, is_administrator: bool = False) -> Any:
    """An account that speaks for an organisation of this kind."""
    from atelier.people.models import Account, Organisation

    made = Account(pk=1, is_active=True, is_administrator=is_administrator)
    made.spoken_for = [Organisation(kind=kind)] if kind else []
    return made


def table(heads: list[str], rows: Mapping[str, list[bool]]) -> str:
    lines = [f"| ability | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    lines += [f"| `{name}` | {' | '.join('yes' if may else '–' for may in said)} |" for name, said in rows.items()]
    return "\n".join(lines)


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")

    import django

    django.setup()
    before = PAGE.read_text(encoding="utf-8")
    after = written(before)
    if "--check" in sys.argv:
        print(
            "The permissions say what the rules do." if before == after else f"{PAGE}: run tools/write_permissions.py"
        )
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
