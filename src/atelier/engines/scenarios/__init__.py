"""Which actions fit stated means, exactly, and why the others do not."""
