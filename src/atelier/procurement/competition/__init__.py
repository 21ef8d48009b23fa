"""Competition: published, asked about, answered under seal, opened, judged, awarded."""
