"""Calls for applications, the applications co-written to answer them, and the light door."""
