"""The living document: from the note to the note de cadrage, without writing anything twice."""
