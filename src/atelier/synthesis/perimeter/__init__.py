"""The scale a project gives itself: studies of the communes that drawings touch, kept and compared."""
