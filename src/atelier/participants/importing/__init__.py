"""A list from a spreadsheet becomes contacts: read, compared, shown, and written only when confirmed."""
