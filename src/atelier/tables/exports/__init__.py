"""A table as files that others open: GeoJSON, GeoPackage, CSV."""
