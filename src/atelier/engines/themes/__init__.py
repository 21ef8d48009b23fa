"""Ideas written by people, gathered by the words they share: French, no network, no language model."""
