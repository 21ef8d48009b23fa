"""Printed sheets: planned, printed, drawn on with felt pens, photographed, read, reviewed, laid on their table."""
