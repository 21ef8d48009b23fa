"""Pure computation: arrays, geometries and bytes in and out. No Django, no database, no request."""
