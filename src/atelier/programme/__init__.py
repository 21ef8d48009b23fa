"""The national programme: sessions, calls, applications, selection, chronicle, library."""
