"""From votes on statements to who agrees: by college when few voted, by opinion groups when many did."""
