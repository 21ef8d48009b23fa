"""Demonstrators: places where a hypothesis is tried for real, shown before and after."""
