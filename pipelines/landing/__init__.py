"""Source declarations, fetching, the inbox, the archive, and the tables of landed documents."""
