"""A new file in which what can be mended is mended: planned, made, checked, and only then given its name."""
