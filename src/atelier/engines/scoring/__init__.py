"""From prices and marks to a ranking, in exact decimals."""
