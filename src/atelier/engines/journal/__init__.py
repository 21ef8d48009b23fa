"""The journal of a table: its operations, the rule that folds them into a state, its snapshot."""
