"""Sheets of paper: printed to be drawn on, and described so that a photograph of them can be read.

sheet = plan_sheet(order, frame_centre=(565_000, 6_978_000), scale=10_000)
pdf = print_sheet(sheet, ground)
described = describe(sheet)
"""
