"""The script of a workshop: what happens when, who leads, what to bring."""
