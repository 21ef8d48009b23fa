"""Signing in: single-use links for everyone, a password and a second step for those who want or must."""
