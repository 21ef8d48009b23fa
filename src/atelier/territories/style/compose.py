from typing import Any, Literal
Theme = Literal["paper", "dark"]
def style_of(site: Any, *, theme: Theme, origin: str) -> dict[str, Any]:
    return {}
