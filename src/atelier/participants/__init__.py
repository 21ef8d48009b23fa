"""Who comes to the days of an atelier: contacts, invitations, answers, attendance, seating, who is missing."""
