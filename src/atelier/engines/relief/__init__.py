"""Elevation → printable model, cardboard kit, block diagram. Files and arrays in, files out; no Django."""
