"""Framework agreements, what is ordered under them, and how much is left."""
