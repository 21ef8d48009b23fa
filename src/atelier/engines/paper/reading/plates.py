"""A thin plate through places that bend (Duchon 1977), smoothed.

SciPy has one; loading it costs a second of processor to each command, for a system of twenty equations.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]  # n, 2
SMOOTHING, UNIT_MM = 50.0, 100.0


def thin_plate(at: Points, by: Points, wanted: Points) -> Points:
    """What moves by `by` at `at`, at `wanted`: places in mm, not all on a line."""
    size = len(at)
    system = np.zeros((size + 3, size + 3))
    system[:size, :size] = _kernel(at, at) + SMOOTHING * np.eye(size)
    system[:size, size:] = _plane(at)
    system[size:, :size] = _plane(at).T
    asked = np.concatenate([by, np.zeros((3, 2))])
    weights = np.linalg.lstsq(system, asked, rcond=None)[0]
    return np.asarray(_kernel(wanted, at) @ weights[:size] + _plane(wanted) @ weights[size:])


def _kernel(one: Points, two: Points) -> Points:
    squared = ((one[:, None] - two[None]) ** 2).sum(axis=2)
    return np.asarray(0.5 * squared * np.log(np.maximum(squared, 1e-12)))


def _plane(at: Points) -> Points:
    return np.concatenate([np.ones((len(at), 1)), at / UNIT_MM], axis=1)
