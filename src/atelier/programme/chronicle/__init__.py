"""The chronicle (frise): laws, publications and sessions, year by year."""
