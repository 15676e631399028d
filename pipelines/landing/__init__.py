"""What comes in: declared by a source, fetched or dropped in, kept in the archive, listed."""
