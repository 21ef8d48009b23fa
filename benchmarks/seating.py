"""How long a seating plan takes, and how mixed it is beside chance: `seating.py [people] [tables]`."""

from __future__ import annotations

import random
import sys
import time

from atelier.engines.seating.plan import Guest, cost, seat


def main() -> None:
    people, tables = (int(word) for word in [*sys.argv[1:], *("200", "25")[len(sys.argv) - 1 :]])
    chance = random.Random(7)
    guests = [
        Guest(str(n), {"college": f"c{chance.randrange(8)}", "organisation": f"o{chance.randrange(90)}",
                       "place": f"p{chance.randrange(30)}"})
        for n in range(people)
    ]  # fmt: skip
    began = time.perf_counter()
    plan = seat(guests, [-(-people // tables)] * tables)
    took_s = time.perf_counter() - began
    shuffled = [n % tables for n in range(people)]
    chance.shuffle(shuffled)
    ratio = cost(guests, plan) / cost(guests, shuffled)
    print(f"{people} people, {tables} tables: {took_s:.2f} s; pairs that share something, beside chance: {ratio:.0%}")


if __name__ == "__main__":
    main()
