"""The build file, the .sql files that fill it, ids, history, studies."""
