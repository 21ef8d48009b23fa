"""How long the search of a place takes, over the whole country: `.venv/bin/python -m benchmarks.places [--runs 200]`.

Prints the median and the 95th centile of each kind of question, in milliseconds, once the index is warm.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

QUESTIONS = {
    "one letter": ["d", "s"],
    "a name": ["dieppe", "montreuil sur mer"],
    "the beginning of many": ["saint", "st a"],
    "a postcode": ["76200"],
    "a typing mistake": ["st aubin sur sie", "varengevile"],
    "nothing like it": ["xqzzzzzw"],
}
DIEPPE = (1.0775, 49.923)


def main() -> None:
    runs = argparse.ArgumentParser(description=__doc__)
    runs.add_argument("--runs", type=int, default=200)
    count = runs.parse_args().runs
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atelier.site.settings")
    import django

    django.setup()
    from atelier.territories.queries import warm_places

    started = time.perf_counter()
    warm_places()
    print(f"| index built | {1000 * (time.perf_counter() - started):.0f} ms | |\n|---|---|---|")
    print("| question | median | 95 % under |")
    for kind, texts in QUESTIONS.items():
        times = sorted(took_ms(text) for _ in range(count) for text in texts)
        print(f"| {kind} | {statistics.median(times):.1f} ms | {times[int(0.95 * len(times))]:.1f} ms |")


def took_ms(text: str) -> float:
    from atelier.territories.queries import places_matching

    started = time.perf_counter()
    places_matching(text, 8, near=DIEPPE)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
