"""The démarche, and the sessions, told to everyone."""
