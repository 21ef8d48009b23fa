"""The library of publications: what one reads about the démarche, its links and its files."""
