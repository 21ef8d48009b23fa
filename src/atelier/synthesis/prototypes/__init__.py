"""Prototypes: variants of a solution, who tried them, what they said, what changed."""
