"""A light map of France for the screen and for paper: mainland, Corsica, and insets overseas.

Coordinates of a drawing are in units of a sheet WIDTH × HEIGHT, x to the east, y to the south.
"""
