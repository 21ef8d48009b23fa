"""Printed sheets: for now their command line and where their ground comes from."""
