"""Who is missing: colleges and communes present beside those expected."""
