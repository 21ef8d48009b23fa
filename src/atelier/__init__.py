"""Atelier: what people say and draw is captured, gathered, decided and published."""
