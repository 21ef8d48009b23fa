"""From the note to the team: the specification, competition, tenders, award, framework agreements and orders."""
