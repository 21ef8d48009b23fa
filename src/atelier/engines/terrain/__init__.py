"""Elevation grids: shade, contours, blending and tile encodings. Arrays in, arrays out; no Django."""
