"""From the open data of a site to the package the server serves: tiles, relief, patterns. Jobs and CLI only."""
