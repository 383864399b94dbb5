"""C data types."""
