"""Block diagrams: a piece of ground seen from the air, drawn as a draughtsman does, every line a vector."""
