"""Pages of calls, applications and ideas."""
