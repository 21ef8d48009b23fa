"""The two axes along which opinions differ most, and where each person stands on them.

Source: Small, Bjorkegren, Erkkilä, Shaw and Megill, "Polis: scaling deliberation by mapping high dimensional opinion
spaces", Recerca 26 (2021); and the behaviour of the running Pol.is, described in docs/reference/agreement.md.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import eigh
from scipy.sparse import csr_array
from scipy.sparse.linalg import LinearOperator, eigsh

from atelier.engines.agreement.votes import Floats, Integers, Votes

AXES = 2
MOST_DENSE = 200  # statements: beyond, the square matrix is never written out


def positions(votes: Votes) -> Floats:
    """(people, 2): where each person stands.

    A vote not cast counts as the mean of its statement: once centred it is zero, so the matrix stays sparse. People
    who voted on few statements are pushed away from the centre by sqrt(statements / votes). A moderated statement
    is a column of zeros: nobody moves along it, yet everyone has voted on it in that ratio.
    """
    centred = _centred(votes)
    where: Floats = centred @ _components(centred)
    voted = votes.by_person - _on_moderated(votes) + np.count_nonzero(votes.moderated)
    where *= np.sqrt(len(votes.statements) / np.maximum(voted, 1))[:, np.newaxis]
    side = np.where((where**3).sum(axis=0) < 0, -1.0, 1.0)  # an axis has no side: fix one from what is on it
    return np.asarray(where * side)


def _centred(votes: Votes) -> csr_array:
    seen = np.bincount(votes.statement, minlength=len(votes.statements))
    total = np.bincount(votes.statement, weights=votes.value, minlength=len(votes.statements))
    mean = total / np.maximum(seen, 1)
    value = np.where(votes.moderated[votes.statement], 0.0, votes.value - mean[votes.statement])
    starts = np.concatenate([[0], np.cumsum(votes.by_person)])
    return csr_array((value, votes.statement, starts), shape=(len(votes.people), len(votes.statements)))


def _components(centred: csr_array) -> Floats:
    """(statements, 2), the widest axis first; zeros where opinions do not differ."""
    statements = centred.shape[1]
    widest_first: Floats = np.zeros((statements, AXES))
    if not centred.data.any():
        return widest_first  # all voted alike: there is no axis
    if statements <= MOST_DENSE:
        square = (centred.T @ centred).toarray()
        _, vectors = eigh(square, subset_by_index=(max(statements - AXES, 0), statements - 1))
    else:
        square = LinearOperator((statements, statements), matvec=lambda x: centred.T @ (centred @ x), dtype=np.float64)
        _, vectors = eigsh(square, k=AXES, v0=np.random.default_rng(0).standard_normal(statements))
    widest_first[:, : vectors.shape[1]] = vectors[:, ::-1]
    return widest_first


def _on_moderated(votes: Votes) -> Integers:
    return np.bincount(votes.person[votes.moderated[votes.statement]], minlength=len(votes.people))
