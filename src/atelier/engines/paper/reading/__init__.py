"""From photographs of sheets to marks on the ground: classical vision, no learning.

picture = open_picture(data, "table 3.jpg")
for sheet, place in sheets_in(picture, catalogue): reading = read_sheet(picture, sheet, place)
"""
