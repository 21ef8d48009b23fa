"""The year of an atelier: its stages, their gates, its calendar."""
