"""Who does what in an atelier: its roles, given and ended, on one page."""
