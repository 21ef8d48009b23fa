"""A file of another tool laid on an overlay: read, looked at, then drawn, all of it or nothing."""
