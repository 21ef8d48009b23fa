"""The live table: sockets, rooms and the writer, on one event loop."""
