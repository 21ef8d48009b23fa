"""The scale a project gives itself: communes and EPCI drawn upon, and perimeters that no map has thought of."""
