"""The archive of the programme, read from a file of one thing a line (docs/reference/programme-archive.md)."""
