"""What a facilitator does while people draw: phases, locks, follow-me, the wall, names. One command a gesture."""
