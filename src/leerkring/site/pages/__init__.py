"""Pages that only tell something: how it works, privacy, accessibility, more."""
