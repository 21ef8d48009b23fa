"""Why a photograph cannot be read, in a sentence for who holds the telephone."""

from __future__ import annotations


class PhotoUnreadable(ValueError):
    """`code` is stable; `sentence` says why, where, and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence
