"""Contacts of an atelier: who they are, for whom they speak, what they agreed to."""
