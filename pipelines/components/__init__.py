"""What the graph is made of: a source folder, a .sql file and a suite as assets and checks."""
