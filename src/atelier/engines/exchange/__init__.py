"""Files of other tools read into features that a table can hold: positions in WGS 84, attributes as text."""
