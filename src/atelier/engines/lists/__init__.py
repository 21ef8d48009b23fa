"""Lists of people as they come: CSV of any spreadsheet, XLSX, ODS, with the headings their authors chose."""
