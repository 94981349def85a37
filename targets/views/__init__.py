"""Pages about the plan's tables: into the program and out of it."""
