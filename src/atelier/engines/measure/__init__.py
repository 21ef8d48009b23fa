"""Lengths and areas in the legal projection of a place."""
