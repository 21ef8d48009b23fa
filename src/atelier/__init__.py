"""Atelier: people draw, gather, decide and publish together."""

__version__ = "0.1.0"
