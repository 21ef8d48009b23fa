"""Validation rounds: agree, reservation, objection, on one version of a text."""
