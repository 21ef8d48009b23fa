"""The public catalogue of ateliers, its filters and its map."""
