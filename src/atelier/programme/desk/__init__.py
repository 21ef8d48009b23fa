"""Where the national team keeps the public pages true."""
