"""The list of contributions, and the filters that people keep for it."""
