"""The shared vision of an atelier: written together, proposed, adopted, each version frozen."""
