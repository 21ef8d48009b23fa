"""What people agree on: statements and votes."""
