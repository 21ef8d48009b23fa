"""Who sits where: tables as mixed as possible."""
