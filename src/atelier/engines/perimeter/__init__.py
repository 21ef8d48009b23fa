"""Drawn geometry to the scale of the project: communes, EPCI, and perimeters the administrative map has not thought of."""
