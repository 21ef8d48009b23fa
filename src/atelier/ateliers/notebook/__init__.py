"""The follow-up notebook: it fills itself from the audit, and people complete it."""
