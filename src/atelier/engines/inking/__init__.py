"""What was drawn at a table, drawn again: as vectors for paper, as pixels for a film."""
