"""The register: organisations and those who speak for them; and the letters that leave."""
