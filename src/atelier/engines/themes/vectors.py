"""Cards as vectors: weights of words, brought near one another by the character n-grams that words share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

GRAM = 4  # letters
NEAR_WORDS = 0.5  # cosine of n-grams under which two words have nothing in common
NEAR_WEIGHT = 0.5  # what a near word counts beside the same one
TOO_COMMON = 0.35  # a word in more than this share of the cards tells few apart
COMMON_WEIGHT = 0.2  # of such a word
Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix of float32; scipy has no types


def vocabulary(keys: Sequence[Sequence[str]]) -> list[str]:
    """Every word of the cards, alphabetical."""
    return sorted({key for card in keys for key in card if key})


def card_vectors(keys: Sequence[Sequence[str]]) -> Matrix:
    """(cards, words) unit rows, float32; a row of zeros for a card that says nothing. keys: words of each card."""
    known = vocabulary(keys)
    place = {word: column for column, word in enumerate(known)}
    counts = [Counter(key for key in card if key) for card in keys]
    rows = [row for row, card in enumerate(counts) for _ in card]
    columns = [place[word] for card in counts for word in card]
    values = [1 + np.log(times) for card in counts for times in card.values()]
    raw = sparse.csr_matrix((values, (rows, columns)), shape=(len(keys), len(known)), dtype=np.float32)
    if not known:
        return raw
    spread = sparse.csr_matrix(raw @ (sparse.identity(len(known), format="csr", dtype=np.float32) + _near(known)))
    return unit_rows(sparse.csr_matrix(spread @ sparse.diags_array(_rarity(spread))))


def unit_rows(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return sparse.csr_matrix(sparse.diags_array((1 / lengths).astype(np.float32)) @ matrix)


def _rarity(counts: Matrix) -> NDArray[np.float32]:
    """Inverse document frequency (Spärck Jones 1972), lowered again for what too many cards say."""
    cards = counts.shape[0]
    holding = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + cards) / (1 + holding)) + 1
    rarity[holding > max(TOO_COMMON * cards, 8)] *= COMMON_WEIGHT
    return np.asarray(rarity, dtype=np.float32)


def _near(known: Sequence[str]) -> Matrix:
    """(words, words) weights of near words: réaménager beside aménag, and typing mistakes; diagonal empty."""
    grams = [_grams(word) for word in known]
    place = {gram: column for column, gram in enumerate(sorted({gram for word in grams for gram in word}))}
    rows = [row for row, word in enumerate(grams) for _ in word]
    columns = [place[gram] for word in grams for gram in word]
    shape = (len(known), len(place))
    table = unit_rows(sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape))
    likeness = sparse.coo_matrix(table @ table.T)
    kept = (likeness.data >= NEAR_WORDS) & (likeness.row != likeness.col)
    pairs = (likeness.row[kept], likeness.col[kept])
    return sparse.csr_matrix((likeness.data[kept] * NEAR_WEIGHT, pairs), shape=likeness.shape, dtype=np.float32)


def _grams(word: str) -> list[str]:
    """Distinct runs of letters, the beginning of the word counting: ports gives ^por, port, orts."""
    padded = f"^{word}$"
    return sorted({padded[start : start + GRAM] for start in range(max(1, len(padded) - GRAM + 1))})
