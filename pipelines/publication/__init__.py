"""From the build file to what people open: the published file and all that is read from it."""
