"""The whole house in one file, and back: `atelier backup make`, `check`, `restore`."""
