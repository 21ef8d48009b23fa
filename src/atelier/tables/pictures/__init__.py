"""Pictures of a table: a sheet to print, a strip of moments, a short film."""
