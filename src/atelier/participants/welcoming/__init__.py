"""The door on the day: who has come."""
