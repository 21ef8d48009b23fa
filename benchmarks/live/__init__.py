"""`make bench-live`: our table, rights checked and journal on disk, beside two well-known servers that keep nothing."""
