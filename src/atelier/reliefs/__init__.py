"""Block diagrams and scale models of a place: for now, its verbs on the command line."""
