"""From the applications of a call to its results: opinions, reviews, decisions, and one release for all."""
