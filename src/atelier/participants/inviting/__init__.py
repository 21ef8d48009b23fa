"""Gatherings, their letters, and the answers people give without an account."""
