"""Printable scale models: closed solids, cut into tiles that fit the bed."""
