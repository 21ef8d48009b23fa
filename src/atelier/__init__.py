"""Atelier: what people say and draw is captured, gathered, decided and published."""

__version__ = "0.1.0"
