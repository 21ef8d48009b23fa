"""OGC API – Features, Part 1 (core, GeoJSON, OpenAPI 3.0): an atelier's tables, read by QGIS and other programs.

What is promised is in docs/reference/ogc-api.md. Standard: OGC 17-069r4.
"""
