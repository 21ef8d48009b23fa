"""Typst and our own letters: from a layout and data to an accessible PDF, and how wide a word is."""
