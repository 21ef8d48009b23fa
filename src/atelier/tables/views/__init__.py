"""Pages of the tables: the door, the table itself, the facilitator's page, what comes out."""
